import { GenreWaveElement } from './genre-wave';

customElements.define('genre-wave', GenreWaveElement);

declare global {
  interface HTMLElementTagNameMap {
    'genre-wave': GenreWaveElement;
  }
}
