import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { choiceSwitchStyles } from './choice-switch.styles';

/** One of the things to choose from. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * A few things of which one is chosen.
 *
 * @property choices - what there is to choose
 * @property value - what is chosen
 * @property label - what the choice is about, for those who do not see it
 * @fires choose - CustomEvent<string>: the reader chose another value
 * @cssprop --controls - none where a page is for looking at only
 */
export class ChoiceSwitchElement extends LitElement {
  static override styles = choiceSwitchStyles;

  @property({ attribute: false }) choices: readonly Choice[] = [];
  @property() value = '';
  @property() label = '';

  override render() {
    return html`<div role="group" aria-label=${this.label}>
      ${this.choices.map(
        ({ value, label }) => html`<button type="button" data-value=${value}
          aria-pressed=${value === this.value} @click=${() => this.choose(value)}>${label}</button>`,
      )}
    </div>`;
  }

  private choose(value: string): void {
    if (value === this.value) return;
    this.dispatchEvent(new CustomEvent('choose', { detail: value }));
  }
}
