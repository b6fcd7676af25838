import { html } from 'lit';
import { text } from '../../text/text';
import { isSpotifys } from '../track-words';
import { artwork } from './artwork';

/** Artwork that opens what it is of where that is from, with the name of Spotify where it is theirs. */
export function coverLink(
  { url, image }: { readonly url?: string; readonly image?: string },
  title: string,
  size: number,
) {
  if (!url) return artwork(image, size);
  const words = isSpotifys(url) ? text.board.openOnSpotify(title) : text.board.open(title);
  return html`<a class="cover" href=${url} rel="noopener" aria-label=${words} title=${words}
    >${artwork(image, size)}</a>`;
}
