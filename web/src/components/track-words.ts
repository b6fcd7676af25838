import type { Track } from '../feed/payload';
import { text } from '../text/text';

/** What to call a track, even if its title has not arrived. */
export function titleOf(track: Track): string {
  return track.title || text.board.untitled;
}

/** A genre's name as it stands in a heading; catalogues write them small. */
export function genreName(name: string): string {
  return name.replaceAll(/(^|&)\p{Ll}/gu, (start) => start.toLocaleUpperCase());
}

export function artistsOf(track: Track): string {
  return track.artists.map((artist) => artist.name).join(', ');
}

/** Whether a link leads to Spotify, whose name then has to stand beside it. */
export function isSpotifys(url: string): boolean {
  try {
    const { hostname } = new URL(url);
    return hostname === 'spotify.com' || hostname.endsWith('.spotify.com');
  } catch {
    return false;
  }
}
