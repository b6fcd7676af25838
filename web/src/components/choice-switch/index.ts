import { ChoiceSwitchElement } from './choice-switch';

customElements.define('choice-switch', ChoiceSwitchElement);

declare global {
  interface HTMLElementTagNameMap {
    'choice-switch': ChoiceSwitchElement;
  }
}
