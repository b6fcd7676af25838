import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import './index';
import { type Board, readBoard } from '../../feed/payload';
import type { TopBoardElement } from './top-board';

let element: TopBoardElement;

beforeEach(() => {
  element = document.createElement('top-board');
  element.now = () => Date.parse('2026-11-22T06:50:00Z');
  document.body.append(element);
});

afterEach(() => element.remove());

const item = (id: string, plays: number, more: object = {}) => ({
  id,
  title: `Title ${id}`,
  artists: [{ id: 'x', name: 'Somebody' }],
  plays,
  ...more,
});

async function show(items: object[], more: object = {}): Promise<ShadowRoot> {
  element.board = readBoard({ items, as_of: '2026-11-22T06:43:41Z', ...more }) as Board;
  await element.updateComplete;
  return element.renderRoot as ShadowRoot;
}

const words = (root: ParentNode, selector: string) =>
  root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim();

describe('rows', () => {
  test('are ranked, with the plays grouped', async () => {
    const root = await show([item('a', 11_410), item('b', 7)]);
    const rows = [...root.querySelectorAll('li')];
    expect(rows.map((row) => words(row, '.rank'))).toEqual(['1', '2']);
    expect(words(root, '.plays')).toBe('11,410 plays');
  });

  test('draw their rules in proportion to their plays', async () => {
    const root = await show([item('a', 200), item('b', 50)]);
    const shares = [...root.querySelectorAll('li')].map((row) =>
      row.style.getPropertyValue('--share'),
    );
    expect(shares).toEqual(['1', '0.25']);
  });

  test('show a neutral sign where there is no artwork', async () => {
    const root = await show([item('a', 2, { image: 'https://i.example/a.jpg' }), item('b', 1)]);
    expect(root.querySelectorAll('img.art')).toHaveLength(1);
    expect(root.querySelectorAll('svg.art.none')).toHaveLength(1);
  });

  test('lead to the page of what they are of; a cover opens it where it is from', async () => {
    const root = await show([
      item('a/b', 2, { url: 'https://open.spotify.com/track/1' }),
      item('b', 1, { url: 'https://notspotify.com/1' }),
      item('c', 1),
    ]);
    expect([...root.querySelectorAll('a.title')].map((link) => link.getAttribute('href'))).toEqual([
      '/tracks/a%2Fb',
      '/tracks/b',
      '/tracks/c',
    ]);
    expect(
      [...root.querySelectorAll('a.cover')].map((link) => link.getAttribute('aria-label')),
    ).toEqual(['Open Title a/b on Spotify', 'Open Title b']);
    expect(root.textContent).toContain('Covers open on Spotify.');
  });

  test('beyond the first ten come when asked for', async () => {
    const root = await show(
      Array.from({ length: 25 }, (_, index) => item(`t${index}`, 50 - index)),
    );
    const more = root.querySelector<HTMLButtonElement>('.more');
    expect(root.querySelectorAll('li')).toHaveLength(10);
    expect(more?.textContent).toBe('Show 15 more');
    more?.click();
    await element.updateComplete;
    expect(root.querySelectorAll('li')).toHaveLength(25);
    expect(more?.getAttribute('aria-expanded')).toBe('true');
  });
});

describe('movement', () => {
  test('is shown only where it happened', async () => {
    const root = await show([
      item('up', 9, { prev_rank: 3 }),
      item('stays', 8, { prev_rank: 2 }),
      item('down', 7, { prev_rank: 1 }),
      item('new', 6, { prev_rank: null }),
      item('unknown', 5),
    ]);
    const moved = [...root.querySelectorAll('li')].map((row) => words(row, '.moved'));
    expect(moved).toEqual([
      '2 up 2 places',
      undefined,
      '2 down 2 places',
      'newnew on the board',
      undefined,
    ]);
  });

  test('slides the rows that moved, once, and not under reduced motion', async () => {
    const animate = vi.fn();
    HTMLElement.prototype.animate = animate;
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (
      this: HTMLElement,
    ) {
      const place = [...(this.parentElement?.children ?? [])].indexOf(this);
      return { top: place * 60 } as DOMRect;
    });
    const reduced = vi.spyOn(globalThis, 'matchMedia');
    reduced.mockReturnValue({ matches: false } as MediaQueryList);
    await show([item('a', 9), item('b', 8), item('c', 1)]);
    await show([item('b', 10), item('a', 9), item('c', 1)]);
    expect(animate).toHaveBeenCalledTimes(2);

    reduced.mockReturnValue({ matches: true } as MediaQueryList);
    await show([item('a', 11), item('b', 10), item('c', 1)]);
    expect(animate).toHaveBeenCalledTimes(2);
  });
});

describe('in words', () => {
  test('it says as of when, in which zone, and of how many listeners', async () => {
    const root = await show([item('a', 1)], { listeners: 412 });
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(words(root, '.as-of')).toMatch(new RegExp(`^As of \\d{1,2}:\\d\\d:41.*, ${zone}$`));
    expect(words(root, '.listeners')).toBe('412 listeners');
  });

  test('it says how many are withheld', async () => {
    expect(words(await show([item('a', 1)], { withheld: 3 }), '.withheld')).toMatch(
      /^3 more tracks/,
    );
    expect(words(await show([item('a', 1)], { withheld: 1 }), '.withheld')).toMatch(
      /^One more track/,
    );
    expect(words(await show([item('a', 1)], { withheld: 0 }), '.withheld')).toBeUndefined();
  });

  test('an empty board says what is missing', async () => {
    expect(words(await show([]), '.empty')).toContain('enough different people');
    expect(words(await show([], { needed: 4 }), '.empty')).toContain('needs 4 more listeners');
    expect(words(await show([], { needed: 1 }), '.empty')).toContain('needs 1 more listener.');
  });

  test('before the first board there is a skeleton of the final height', async () => {
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('li.skeleton')).toHaveLength(10);
    expect(element.renderRoot.querySelector('ol')?.getAttribute('aria-busy')).toBe('true');
  });
});

test('what is ranked decides what stands in a row', async () => {
  element.kind = 'artists';
  const artists = await show([item('a', 3, { listeners: 2 })]);
  expect(words(artists, '.artists')).toBe('2 listeners');
  expect(words(artists, 'h2')).toBe('Top artists this hour');
  element.kind = 'genres';
  const genres = await show([{ id: 'pop', name: 'Pop', plays: 3 }], { unclassified: 0.37 });
  expect(genres.querySelector('.art')).toBeNull();
  expect(words(genres, 'footer')).toContain('37% of the plays are of no known genre');
});
