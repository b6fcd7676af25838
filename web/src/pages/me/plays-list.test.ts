import { expect, test } from 'vitest';
import { text } from '../../text/text';
import { playItem } from './plays-list';

const track = { id: 't/1', title: 'Slow Ferry', artists: [] };

function linksOf(url?: string) {
  const play = { playedAt: 0, counted: true, gapBefore: false };
  const item = playItem({ ...play, track: { ...track, ...(url && { url }) } });
  return [...item.querySelectorAll('a')].map((link) => [
    link.getAttribute('href'),
    link.ariaLabel ?? link.textContent,
  ]);
}

test('the title leads to the page of the track, the cover to Spotify', () => {
  const url = 'https://open.spotify.com/track/t1';
  expect(linksOf(url)).toEqual([
    [url, text.board.openOnSpotify('Slow Ferry')],
    ['/tracks/t%2F1', 'Slow Ferry'],
  ]);
});

test('what can be opened nowhere else still has its page', () => {
  expect(linksOf()).toEqual([['/tracks/t%2F1', 'Slow Ferry']]);
});
