import { RisingBoardElement } from './rising-board';

customElements.define('rising-board', RisingBoardElement);

declare global {
  interface HTMLElementTagNameMap {
    'rising-board': RisingBoardElement;
  }
}
