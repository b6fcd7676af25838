import { ListeningHoursElement } from './listening-hours';

customElements.define('listening-hours', ListeningHoursElement);

declare global {
  interface HTMLElementTagNameMap {
    'listening-hours': ListeningHoursElement;
  }
}
