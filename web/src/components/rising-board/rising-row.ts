import { html, nothing } from 'lit';
import type { BoardItem } from '../../feed/payload';
import { type ItemKind, text } from '../../text/text';
import { coverLink } from '../artwork/cover-link';
import { rowTitle } from '../top-board/board-row';
import { artistsOf, titleOf } from '../track-words';

/** A smaller change of pace is the noise of every minute. */
const WORTH_SAYING = 0.3;

/** How many times the usual listeners there are, at the least; a score is in doublings. */
export function timesUsual({ score = 0 }: BoardItem): number {
  return 2 ** Math.min(score, 20);
}

/** One row of what rises. Its rule is scaled by the element. */
export function risingRow(kind: ItemKind, item: BoardItem) {
  const times = timesUsual(item);
  return html`<li data-key=${item.id}>
    <span class="rule" aria-hidden="true"></span>
    <span class="rank">${item.rank}</span>
    ${kind === 'genres' ? nothing : coverLink(item, titleOf(item), 40)}
    <span class="words">
      ${rowTitle(kind, item)}
      <span class="artists">${under(kind, item)}</span>
    </span>
    <span class="figures">
      <span class="plays times"><span aria-hidden="true">${text.rising.times(times)}</span
        ><span class="hidden">${text.rising.timesLong(times)}</span></span>
      ${pace(item.velocity)}
    </span>
  </li>`;
}

function under(kind: ItemKind, item: BoardItem) {
  if (kind === 'tracks') return artistsOf(item) || text.board.unknownArtist;
  return item.listeners === undefined ? nothing : text.listeners(item.listeners);
}

function pace(velocity = 0) {
  if (Math.abs(velocity) < WORTH_SAYING) return nothing;
  const up = velocity > 0;
  return html`<span class="moved ${up ? 'up' : 'down'}">
    <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
      <path d=${up ? 'M4.5 0 9 9H0z' : 'M4.5 9 0 0h9z'} />
    </svg>
    <span class="hidden">${up ? text.rising.faster : text.rising.slower}</span>
  </span>`;
}
