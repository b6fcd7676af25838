import { RelatedListElement } from './related-list';

customElements.define('related-list', RelatedListElement);

declare global {
  interface HTMLElementTagNameMap {
    'related-list': RelatedListElement;
  }
}
