import { html, nothing } from 'lit';
import type { BoardItem } from '../../feed/payload';
import { type ItemKind, text } from '../../text/text';
import { artwork } from '../artwork/artwork';
import { artistsOf, genreName, isSpotifys, titleOf } from '../track-words';
import { movementOf } from './movement';

/** One ranked row. Its rule is scaled by the element, since a strict policy forbids style attributes. */
export function boardRow(kind: ItemKind, item: BoardItem) {
  return html`<li data-key=${item.id}>
    <span class="rule" aria-hidden="true"></span>
    <span class="rank">${item.rank}</span>
    ${kind === 'genres' ? nothing : artwork(item.image, 40)}
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

/** What the row is of, as a link where there is one, with the name of Spotify where it leads there. */
export function rowTitle(kind: ItemKind, item: BoardItem) {
  const title = kind === 'genres' ? genreName(titleOf(item)) : titleOf(item);
  if (!item.url) return html`<span class="title">${title}</span>`;
  const attribution = isSpotifys(item.url)
    ? html`<span class="hidden">, ${text.board.openOnSpotify}</span>`
    : nothing;
  return html`<a class="title" href=${item.url} rel="noopener">${title}${attribution}</a>`;
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
