import { html, nothing } from 'lit';
import type { BoardItem } from '../../feed/payload';
import { type ItemKind, text } from '../../text/text';
import { coverLink } from '../artwork/cover-link';
import { itemPath } from '../item-path';
import { artistsOf, genreName, titleOf } from '../track-words';
import { movementOf } from './movement';

/** One ranked row. Its rule is scaled by the element, since a strict policy forbids style attributes. */
export function boardRow(kind: ItemKind, item: BoardItem) {
  return html`<li data-key=${item.id}>
    <span class="rule" aria-hidden="true"></span>
    <span class="rank">${item.rank}</span>
    ${kind === 'genres' ? nothing : coverLink(item, titleOf(item), 40)}
    <span class="words">
      ${rowTitle(kind, item)}
      <span class="artists">${kind === 'tracks' ? artistsOf(item) || text.board.unknownArtist : listeners(item)}</span>
    </span>
    <span class="figures">
      <span class="plays">${text.number(item.plays)}<span class="hidden">
        ${text.board.playsWord(item.plays)}</span></span>
      ${movement(item)}
    </span>
  </li>`;
}

/** A row of the same height in which nothing is known yet. */
export function skeletonRow(kind: ItemKind) {
  return html`<li class="skeleton" aria-hidden="true">
    <span class="rule"></span>
    <span class="rank"></span>
    ${kind === 'genres' ? nothing : html`<span class="bone art"></span>`}
    <span class="words"><span class="bone long"></span><span class="bone short"></span></span>
    <span class="figures"><span class="bone figure"></span></span>
  </li>`;
}

/** What the row is of, as a link to its page. */
export function rowTitle(kind: ItemKind, item: BoardItem) {
  const title = kind === 'genres' ? genreName(titleOf(item)) : titleOf(item);
  return html`<a class="title" href=${itemPath(kind, item.ref ?? item.id)}>${title}</a>`;
}

function movement(item: BoardItem) {
  const moved = movementOf(item);
  if (moved === undefined) return nothing;
  if (moved === 'new') {
    return html`<span class="moved"><span aria-hidden="true">${text.board.fresh}</span
      ><span class="hidden">${text.board.freshLong}</span></span>`;
  }
  const places = Math.abs(moved.places);
  const up = moved.places > 0;
  return html`<span class="moved ${up ? 'up' : 'down'}">
    <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
      <path d=${up ? 'M4.5 0 9 9H0z' : 'M4.5 9 0 0h9z'} />
    </svg>
    <span aria-hidden="true">${text.number(places)}</span>
    <span class="hidden">${up ? text.board.up(places) : text.board.down(places)}</span>
  </span>`;
}

function listeners(item: BoardItem) {
  return item.listeners === undefined ? nothing : text.listeners(item.listeners);
}
