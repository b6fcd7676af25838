import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { BoardItem } from '../../feed/payload';
import { type ItemKind, text } from '../../text/text';
import { artworkStyles } from '../artwork/artwork.styles';
import { coverLink } from '../artwork/cover-link';
import { DrawnElement } from '../drawn-element';
import { rowTitle, skeletonRow } from '../top-board/board-row';
import { topBoardStyles } from '../top-board/top-board.styles';
import { artistsOf, isSpotifys, titleOf } from '../track-words';
import { relatedListStyles } from './related-list.styles';

/**
 * What goes with one track, artist or genre, best first. Each row's rule is drawn dark in
 * proportion to how much it does.
 *
 * @property items - what to show; undefined while nothing is known yet
 * @property kind - what they are
 */
export class RelatedListElement extends DrawnElement {
  static override styles = [artworkStyles, topBoardStyles, relatedListStyles];

  @property({ attribute: false }) items: readonly BoardItem[] | undefined;
  @property({ reflect: true }) kind: ItemKind = 'tracks';

  override render() {
    const items = this.items;
    if (items?.length === 0) return html`<p class="empty">${text.related.empty}</p>`;
    const spotifys = items?.some(({ url }) => url && isSpotifys(url));
    return html`<ol aria-label=${text.related.label} aria-busy=${items ? 'false' : 'true'}>
        ${
          items
            ? repeat(
                items,
                (item) => item.id,
                (item) => this.row(item),
              )
            : Array.from({ length: 5 }, () => skeletonRow(this.kind))
        }
      </ol>
      <footer>
        <p>${items ? text.related.about : text.related.loading}</p>
        ${spotifys ? html`<p>${text.board.coversOpen}</p>` : nothing}
      </footer>`;
  }

  protected override updated(): void {
    const most = Math.max(0.001, ...(this.items ?? []).map(({ affinity = 0 }) => affinity));
    const rows = this.renderRoot.querySelectorAll<HTMLElement>('li[data-key]');
    rows.forEach((row, index) => {
      row.style.setProperty('--share', String((this.items?.[index]?.affinity ?? 0) / most));
    });
  }

  private row(item: BoardItem) {
    return html`<li data-key=${item.id}>
      <span class="rule" aria-hidden="true"></span>
      ${this.kind === 'genres' ? nothing : coverLink(item, titleOf(item), 40)}
      <span class="words">
        ${rowTitle(this.kind, item)}
        ${this.kind === 'tracks' ? html`<span class="artists">${artistsOf(item) || text.board.unknownArtist}</span>` : nothing}
      </span>
      <span class="figures">
        <span class="artists">${item.listeners === undefined ? nothing : text.listeners(item.listeners)}</span>
      </span>
    </li>`;
  }
}
