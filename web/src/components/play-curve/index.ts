import { PlayCurveElement } from './play-curve';

customElements.define('play-curve', PlayCurveElement);

declare global {
  interface HTMLElementTagNameMap {
    'play-curve': PlayCurveElement;
  }
}
