import { TopBoardElement } from './top-board';

customElements.define('top-board', TopBoardElement);

declare global {
  interface HTMLElementTagNameMap {
    'top-board': TopBoardElement;
  }
}
