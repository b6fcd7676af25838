import { JustPlayedElement } from './just-played';

customElements.define('just-played', JustPlayedElement);

declare global {
  interface HTMLElementTagNameMap {
    'just-played': JustPlayedElement;
  }
}
