import { expect, test } from 'vitest';
import { type Board, readBoard } from '../../feed/payload';
import { findingOf } from './sentence';

const board = (items: object[], more: object = {}) => readBoard({ items, ...more }) as Board;
const along = (from: number, to: number) =>
  Array.from({ length: 12 }, (_, at) => from + ((to - from) * at) / 11);

const flat = board([
  { id: 'pop', name: 'Pop', points: along(0.3, 0.3) },
  { id: 'rock', name: 'Rock', points: along(0.2, 0.2) },
]);
const tracks = board([
  { id: 'a', title: 'Undertow', artists: [{ id: 'x', name: 'Mara' }], plays: 30, prev_rank: 1 },
  { id: 'b', title: 'Ferry', plays: 12, prev_rank: 5 },
]);

test('what rises against the usual goes first, if the wave shows it', () => {
  const rising = board([
    { id: 'jazz', name: 'Jazz', score: 4 },
    { id: 'rock', name: 'Rock', score: 1 },
  ]);
  expect(findingOf({ wave: flat, rising, tracks, window: '1h' })).toEqual({
    subject: 'Rock',
    rest: ' is rising fastest: at least 2 times as many listeners as usual.',
    rising: true,
    band: 'rock',
  });
});

test('else what gained share within the hour', () => {
  const wave = board([
    ...flat.items.slice(0, 1),
    { id: 'soul', name: 'Soul', points: along(0.1, 0.2) },
  ]);
  expect(findingOf({ wave, tracks, window: '1h' })).toMatchObject({
    subject: 'Soul',
    band: 'soul',
  });
});

test('else the track that climbed, and where none did the one that leads', () => {
  expect(findingOf({ wave: flat, tracks, window: '1h' })).toEqual({
    subject: 'Ferry',
    rest: ' is rising: up 3 places within 10 minutes.',
    rising: true,
  });
  expect(findingOf({ tracks: board([tracks.items[0] ?? {}]), window: '1h' })?.rising).toBe(false);
});

test('where nothing is known there is nothing to say', () => {
  expect(findingOf({ tracks: board([]), window: '1h' })).toBeUndefined();
  expect(findingOf({ window: '1h' })).toBeUndefined();
});
