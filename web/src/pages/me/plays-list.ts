import { itemPath } from '../../components/item-path';
import { artistsOf, isSpotifys, titleOf } from '../../components/track-words';
import type { Track } from '../../feed/payload';
import { text } from '../../text/text';
import type { OwnPlay } from './me-api';

/** A list item for one play of one's own. */
export function playItem(play: OwnPlay): HTMLLIElement {
  const item = document.createElement('li');
  item.append(cover(play.track), words(play), time(play.playedAt));
  if (play.gapBefore) item.append(span('gap', text.me.gap));
  return item;
}

function words(play: OwnPlay): HTMLElement {
  const title = link(itemPath('tracks', play.track.id), 'title');
  title.textContent = titleOf(play.track);
  const about = [artistsOf(play.track), play.counted ? '' : text.me.notCounted].filter(Boolean);
  const both = span('words', '');
  both.append(title, span('muted', about.join(' · ')));
  return both;
}

/** Artwork that opens the track where it is from. */
function cover(track: Track): HTMLElement {
  if (!track.url) return art(track.image);
  const opens = isSpotifys(track.url) ? text.board.openOnSpotify : text.board.open;
  const anchor = link(track.url, 'cover');
  anchor.rel = 'noopener';
  anchor.ariaLabel = anchor.title = opens(titleOf(track));
  anchor.append(art(track.image));
  return anchor;
}

function link(path: string, name: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = path;
  anchor.className = name;
  return anchor;
}

function art(image: string | undefined): HTMLElement {
  if (!image) return span('no-art', '');
  const picture = document.createElement('img');
  picture.src = image;
  picture.alt = '';
  picture.width = picture.height = 40;
  picture.loading = 'lazy';
  picture.referrerPolicy = 'no-referrer';
  return picture;
}

function time(instant: number): HTMLTimeElement {
  const element = document.createElement('time');
  element.dateTime = new Date(instant).toISOString();
  element.textContent = text.dateTime(instant);
  return element;
}

function span(name: string, words: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = words;
  return element;
}
