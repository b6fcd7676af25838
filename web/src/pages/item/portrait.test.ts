import { expect, test } from 'vitest';
import { type Board, readBoard } from '../../feed/payload';
import { portraitOf } from './portrait';

const read = (items: object[]) => portraitOf(readBoard({ items }) as Board);

test('the rows of a portrait are told apart by their ids', () => {
  const portrait = read([
    { id: 'window.1h', plays: 50, listeners: 9 },
    { id: 'standing.1h', place: 3, prev_rank: null },
    { id: 'window.7d', plays: 900, listeners: 80 },
    { id: 'hour.2026-11-22T11:00:00Z', plays: 7, listeners: 6 },
    { id: 'hour.2026-11-22T10:00:00Z', plays: 5, listeners: 5 },
    { id: 'recent.2026-11-22T10:05:00.000Z', plays: 2, listeners: 2 },
    { id: 'rank.1h.2026-11-22T10:10:00Z', place: 4 },
    { id: 'rank.24h.2026-11-22T10:00:00Z', place: 8 },
    { id: 'related.b', ref: 'b', title: 'Slow Ferry', listeners: 6, affinity: 0.4 },
  ]);
  expect(portrait.windows).toEqual({
    '1h': { plays: 50, listeners: 9, place: 3, prevPlace: null },
    '7d': { plays: 900, listeners: 80 },
  });
  expect(portrait.hours.map(({ plays }) => plays)).toEqual([5, 7]);
  expect(portrait.recent).toEqual([
    { at: Date.parse('2026-11-22T10:05:00Z'), plays: 2, listeners: 2 },
  ]);
  expect(portrait.ranks['1h'].map(({ place }) => place)).toEqual([4]);
  expect(portrait.ranks['24h'].map(({ place }) => place)).toEqual([8]);
  expect(portrait.related[0]).toMatchObject({ ref: 'b', affinity: 0.4, title: 'Slow Ferry' });
});

test('what is of no known part, or of no time, is left out', () => {
  const portrait = read([
    { id: 'mood.happy', plays: 1 },
    { id: 'recent.yesterday', plays: 1 },
    { id: 'rank.5m.2026-11-22T10:10:00Z', place: 1 },
    { id: 'rank.toString.2026-11-22T10:10:00Z', place: 1 },
    { id: 'rank.1h.2026-11-22T10:10:00Z' },
    { id: 'related.x' },
    { id: 'window' },
  ]);
  expect(portrait).toMatchObject({ recent: [], hours: [], related: [] });
  expect(portrait.ranks).toEqual({ '1h': [], '24h': [] });
});
