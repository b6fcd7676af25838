import { SearchFieldElement } from './search-field';

customElements.define('search-field', SearchFieldElement);

declare global {
  interface HTMLElementTagNameMap {
    'search-field': SearchFieldElement;
  }
}
