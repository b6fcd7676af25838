import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { FeedStatus } from '../../feed/feed-view';
import { text } from '../../text/text';
import { feedStatusStyles } from './feed-status.styles';

/**
 * How a feed is doing, in words; the only live region of a page.
 *
 * @property status - the state to say
 * @property asOf - of which instant the figures are, said where they are not of now
 * @csspart dot - the coloured dot before the word
 * @cssprop --feed-status-justify - where it stands in its line: start or end
 */
export class FeedStatusElement extends LitElement {
  static override styles = feedStatusStyles;

  @property({ reflect: true }) status: FeedStatus = 'connecting';
  @property({ attribute: false }) asOf: number | undefined;
  @property({ attribute: false }) now: () => number = Date.now;

  override render() {
    const detail = [text.statusDetail[this.status], this.figuresOf()].filter(Boolean).join(' ');
    return html`<p role="status">
      <span part="dot" class="dot" aria-hidden="true"></span>
      <span class="word">${text.status[this.status]}</span>
      ${detail ? html`<span class="detail">${detail}</span>` : nothing}
    </p>`;
  }

  private figuresOf(): string {
    const old = this.status === 'delayed' || this.status === 'offline';
    return old && this.asOf !== undefined ? text.figuresOf(text.time(this.asOf, this.now())) : '';
  }
}
