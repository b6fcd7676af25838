import { expect, test } from 'vitest';
import { readBoard, readDelta, readTrack } from './payload';

test('what is no board is none', () => {
  for (const data of [null, undefined, 7, 'x', [], {}, { items: 'many' }]) {
    expect(readBoard(data)).toBeUndefined();
  }
});

test('a board survives items that are missing, null, twice or nonsense', () => {
  const board = readBoard({
    items: [
      null,
      3,
      {},
      { id: '' },
      { id: 'a', plays: -1, title: null, artists: [null, {}] },
      { id: 'a' },
    ],
    listeners: null,
    withheld: Number.NaN,
    as_of: 'yesterday',
  });
  expect(board?.items).toEqual([{ id: 'a', rank: 1, title: '', artists: [], plays: 0 }]);
  expect(board?.listeners).toBeUndefined();
  expect(board?.asOf).toBeUndefined();
});

test('a link is http or a path of this site, never a script', () => {
  const url = (link: unknown) => readTrack({ id: 'a', url: link })?.url;
  expect(url('https://open.spotify.com/track/1')).toBeDefined();
  expect(url('/tracks/1')).toBeDefined();
  for (const bad of [
    'javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    'data:x',
    5,
    null,
  ]) {
    expect(url(bad)).toBeUndefined();
  }
});

test('text and lists are bounded', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({ id: `t${index}` }));
  expect(readBoard({ items: many })?.items).toHaveLength(700);
  expect(readTrack({ id: 'a', title: 'x'.repeat(9_999) })?.title).toHaveLength(300);
});

test('a delta without a base is none', () => {
  expect(readDelta({ set: [] })).toBeUndefined();
  expect(readDelta({ base: '1', unknown: true })).toMatchObject({ base: '1', set: [], del: [] });
});

test('an absent prev_rank and a null one stay apart', () => {
  const items = readBoard({ items: [{ id: 'a' }, { id: 'b', prev_rank: null }] })?.items;
  expect(items?.[0]).not.toHaveProperty('prevRank');
  expect(items?.[1]).toHaveProperty('prevRank', null);
});
