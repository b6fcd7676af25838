import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FeedStatus } from '../../feed/feed-view';
import type { Board } from '../../feed/payload';
import { type BoardWindow, type ItemKind, text } from '../../text/text';
import { artworkStyles } from '../artwork/artwork.styles';
import { DrawnElement } from '../drawn-element';
import { isSpotifys } from '../track-words';
import { boardRow, skeletonRow } from './board-row';
import { type Places, placesOf, prefersStillness, slideMoved } from './flip';
import { topBoardStyles } from './top-board.styles';

/**
 * A ranked list of tracks, artists or genres. Each row's rule is drawn dark in proportion to its plays; a row slides
 * only when its rank changed.
 *
 * @property board - what to show; undefined while nothing is known yet
 * @property kind - what is ranked
 * @property window - over which time
 * @property status - how the feed is doing; a board that is not live is drawn quieter
 * @property rows - how many rows are shown until the reader asks for more
 * @slot - beside the title
 * @cssprop --foot - the least height of what stands below the rows
 * @cssprop --fine-print - none where only the first line of that is wanted
 */
export class TopBoardElement extends DrawnElement {
  static override styles = [artworkStyles, topBoardStyles];

  @property({ attribute: false }) board: Board | undefined;
  @property({ reflect: true }) kind: ItemKind = 'tracks';
  @property() window: BoardWindow = '1h';
  @property({ reflect: true }) status: FeedStatus = 'connecting';
  @property({ type: Number }) rows = 10;
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private all = false;

  private drawn: Places = new Map();

  override render() {
    return html`<header>
        <h2 id="title">${text.board.title(this.kind, this.window)}</h2>
        <slot></slot>
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

  private list() {
    const items = this.board?.items.slice(0, this.all ? undefined : this.rows);
    return html`<ol aria-labelledby="title" aria-busy=${items ? 'false' : 'true'}>
      ${
        items
          ? repeat(
              items,
              (item) => item.id,
              (item) => boardRow(this.kind, item),
            )
          : Array.from({ length: this.rows }, () => skeletonRow(this.kind))
      }
    </ol>`;
  }

  private empty() {
    const needed = this.board?.needed;
    return html`<div class="empty">
      <p><strong>${text.board.emptyTitle(this.kind, this.window)}</strong></p>
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
        ${board.listeners === undefined ? nothing : html`<span class="listeners">${text.listeners(board.listeners)}</span>`}
      </p>
      ${board.withheld ? html`<p class="withheld">${text.board.withheld(board.withheld, this.kind)}</p>` : nothing}
      ${board.unclassified ? html`<p>${text.board.unclassified(board.unclassified)}</p>` : nothing}
      ${board.approximate ? html`<p>${text.board.approximate}</p>` : nothing}
      ${board.items.some(({ url }) => url && isSpotifys(url)) ? html`<p>${text.board.coversOpen}</p>` : nothing}
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
    return text.board.asOf(text.time(board.asOf, this.now()), text.zoneName());
  }

  private rowElements(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('li[data-key]')];
  }
}
