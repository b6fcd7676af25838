import { artistsOf, titleOf } from '../../components/track-words';
import { text } from '../../text/text';
import type { OwnPlay } from './me-api';

/** A list item for one play of one's own. */
export function playItem(play: OwnPlay): HTMLLIElement {
  const item = document.createElement('li');
  item.append(art(play.track.image), words(play), time(play.playedAt));
  if (play.gapBefore) item.append(span('gap', text.me.gap));
  return item;
}

function words(play: OwnPlay): HTMLElement {
  const title = play.track.url ? link(play.track.url) : document.createElement('span');
  title.className = 'title';
  title.textContent = titleOf(play.track);
  const about = [artistsOf(play.track), play.counted ? '' : text.me.notCounted].filter(Boolean);
  const both = span('words', '');
  both.append(title, span('muted', about.join(' · ')));
  return both;
}

function link(url: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.rel = 'noopener';
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
