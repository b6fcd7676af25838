import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FeedStatus } from '../../feed/feed-view';
import type { Board } from '../../feed/payload';
import { type BoardWindow, text } from '../../text/en';
import { artworkStyles } from '../artwork/artwork.styles';
import { isSpotifys } from '../track-words';
import { boardRow, skeletonRow } from './board-row';
import { type Places, placesOf, slideMoved } from './flip';
import { topBoardStyles } from './top-board.styles';

export const BOARD_WINDOWS: readonly BoardWindow[] = ['5m', '1h', '24h', '7d'];

/**
 * A ranked list of tracks. Each row's rule is drawn dark in proportion to its plays; a row slides
 * only when its rank changed.
 *
 * @property board - what to show; undefined while nothing is known yet
 * @property window - the window that is chosen
 * @property status - how the feed is doing; a board that is not live is drawn quieter
 * @property rows - how many rows are shown until the reader asks for more
 * @fires window-change - CustomEvent<BoardWindow>: the reader chose another window
 */
export class TopBoardElement extends LitElement {
  static override styles = [artworkStyles, topBoardStyles];

  @property({ attribute: false }) board: Board | undefined;
  @property() window: BoardWindow = '1h';
  @property({ reflect: true }) status: FeedStatus = 'connecting';
  @property({ type: Number }) rows = 10;
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private all = false;

  private drawn: Places = new Map();

  override render() {
    return html`<header>
        <h2 id="title">${text.board.title}</h2>
        ${this.windowSwitch()}
      </header>
      ${this.board?.items.length === 0 ? this.empty() : this.list()}
      ${this.foot()}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const mayMove = this.hasUpdated && changed.has('board') && !changed.has('window');
    this.drawn = mayMove && !prefersStillness() ? placesOf(this.rowElements()) : new Map();
  }

  protected override updated(): void {
    const items = this.board?.items ?? [];
    const most = Math.max(1, ...items.map((item) => item.plays));
    const rows = this.rowElements();
    rows.forEach((row, index) => {
      row.style.setProperty('--share', String((items[index]?.plays ?? 0) / most));
    });
    slideMoved(rows, this.drawn);
  }

  private windowSwitch() {
    return html`<div class="switch" role="group" aria-label=${text.windowSwitch}>
      ${BOARD_WINDOWS.map(
        (window) => html`<button type="button" aria-pressed=${window === this.window}
          data-window=${window} @click=${() => this.choose(window)}>${text.window[window]}</button>`,
      )}
    </div>`;
  }

  private list() {
    const items = this.board?.items.slice(0, this.all ? undefined : this.rows);
    return html`<ol aria-labelledby="title" aria-busy=${items ? 'false' : 'true'}>
      ${
        items
          ? repeat(items, (item) => item.id, boardRow)
          : Array.from({ length: this.rows }, skeletonRow)
      }
    </ol>`;
  }

  private empty() {
    const needed = this.board?.needed;
    return html`<div class="empty">
      <p><strong>${text.board.emptyTitle(this.window)}</strong></p>
      <p>${needed ? text.board.emptyNeeds(needed) : text.board.emptyHint}</p>
    </div>`;
  }

  private foot() {
    const board = this.board;
    if (!board) {
      const failed = this.status === 'reconnecting' || this.status === 'offline';
      return html`<footer><p>${failed ? text.board.failed : text.board.loading}</p></footer>`;
    }
    const more = board.items.length - this.rows;
    return html`<footer>
      ${more > 0 ? this.moreButton(more) : nothing}
      <p>
        <span class="as-of">${this.asOf(board)}</span>
        ${board.listeners === undefined ? nothing : html`<span class="listeners">${text.board.listeners(board.listeners)}</span>`}
      </p>
      ${board.withheld ? html`<p class="withheld">${text.board.withheld(board.withheld)}</p>` : nothing}
      ${board.approximate ? html`<p>${text.board.approximate}</p>` : nothing}
      ${board.items.some(({ url }) => url && isSpotifys(url)) ? html`<p>${text.board.titlesOpen}</p>` : nothing}
    </footer>`;
  }

  private moreButton(more: number) {
    return html`<button type="button" class="more" aria-expanded=${this.all}
      @click=${() => {
        this.all = !this.all;
      }}>${this.all ? text.board.showLess : text.board.showMore(more)}</button>`;
  }

  private asOf(board: Board) {
    if (board.asOf === undefined) return nothing;
    return text.board.asOf(text.time(board.asOf, this.now()), text.timeZone());
  }

  private choose(window: BoardWindow): void {
    if (window === this.window) return;
    this.dispatchEvent(new CustomEvent('window-change', { detail: window, bubbles: true }));
  }

  private rowElements(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('li[data-key]')];
  }
}

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
