import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Board } from '../../feed/payload';
import { type ItemKind, text } from '../../text/text';
import { artworkStyles } from '../artwork/artwork.styles';
import { DrawnElement } from '../drawn-element';
import { skeletonRow } from '../top-board/board-row';
import { type Places, placesOf, prefersStillness, slideMoved } from '../top-board/flip';
import { topBoardStyles } from '../top-board/top-board.styles';
import { risingBoardStyles } from './rising-board.styles';
import { risingRow, timesUsual } from './rising-row';

const KINDS: readonly ItemKind[] = ['tracks', 'artists', 'genres'];

/**
 * To what more people listen than is usual at this hour: tracks, artists or genres as the reader
 * chooses, and whether they come faster or slower now.
 *
 * @property boards - the board of each kind, as far as they are known
 * @property kind - what is shown of them
 * @property rows - how many rows are shown at most
 */
export class RisingBoardElement extends DrawnElement {
  static override styles = [artworkStyles, topBoardStyles, risingBoardStyles];

  @property({ attribute: false }) boards: Partial<Record<ItemKind, Board>> = {};
  @property({ type: Number }) rows = 5;
  @property({ reflect: true }) kind: ItemKind = 'tracks';

  private drawn: Places = new Map();

  override render() {
    const board = this.boards[this.kind];
    return html`<header>
        <h2 id="title">${text.rising.title}</h2>
        <choice-switch .choices=${KINDS.map((kind) => ({ value: kind, label: text.kind[kind] }))}
          .value=${this.kind} .label=${text.rising.kinds}
          @choose=${(event: CustomEvent<ItemKind>) => {
            this.kind = event.detail;
          }}></choice-switch>
      </header>
      <div class="body">${board?.items.length === 0 ? this.empty() : this.list(board)}</div>
      <footer>${board ? foot(board) : html`<p>${text.rising.loading}</p>`}</footer>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const mayMove = this.hasUpdated && changed.has('boards') && !changed.has('kind');
    this.drawn = mayMove && !prefersStillness() ? placesOf(this.rowElements()) : new Map();
  }

  protected override updated(): void {
    const items = this.boards[this.kind]?.items ?? [];
    const most = Math.max(1, ...items.map(timesUsual));
    const rows = this.rowElements();
    rows.forEach((row, index) => {
      const item = items[index];
      row.style.setProperty('--share', String(item ? timesUsual(item) / most : 0));
    });
    slideMoved(rows, this.drawn);
  }

  private list(board: Board | undefined) {
    return html`<ol aria-labelledby="title" aria-busy=${board ? 'false' : 'true'}>
      ${
        board
          ? repeat(
              board.items.slice(0, this.rows),
              (item) => item.id,
              (item) => risingRow(this.kind, item),
            )
          : Array.from({ length: this.rows }, () => skeletonRow(this.kind))
      }
    </ol>`;
  }

  private empty() {
    return html`<p class="empty">${text.rising.empty(this.kind)}</p>`;
  }

  private rowElements(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('li[data-key]')];
  }
}

function foot({ learning, items }: Board) {
  return html`
    ${items.length > 0 ? html`<p>${text.rising.about}</p>` : nothing}
    ${learning ? html`<p class="learning">${text.rising.learning(learning.days, learning.of)}</p>` : nothing}`;
}
