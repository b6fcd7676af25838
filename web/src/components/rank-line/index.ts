import { RankLineElement } from './rank-line';

customElements.define('rank-line', RankLineElement);

declare global {
  interface HTMLElementTagNameMap {
    'rank-line': RankLineElement;
  }
}
