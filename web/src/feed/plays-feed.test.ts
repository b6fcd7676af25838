import { expect, test } from 'vitest';
import type { Held } from './feed-kind';
import { PLAYS_KEPT, playsFeed, type SampledPlays } from './plays-feed';

const play = (id: string, second: number) => ({
  v: 1,
  topic: 'plays',
  at: new Date(second * 1_000).toISOString(),
  track: { id, title: id, artists: [], image: null },
});

function take(name: string, data: unknown, held?: Held<SampledPlays>): Held<SampledPlays> {
  const next = playsFeed.reduce(held, { name, id: name === 'snapshot' ? '5' : '', data });
  if (typeof next === 'string') throw new Error(next);
  return next;
}

const titles = (held: Held<SampledPlays>) => held.payload.items.map(({ track }) => track.title);

test('plays come newest first, before those of the snapshot', () => {
  const held = take('snapshot', { items: [play('a', 1), play('b', 2)] });
  expect(titles(take('play', play('c', 3), held))).toEqual(['c', 'b', 'a']);
});

test('a play keeps the cursor, since it has none of its own', () => {
  const held = take('snapshot', { items: [] });
  expect(take('play', play('a', 1), held).id).toBe('5');
});

test('the same play said twice is one', () => {
  const held = take('play', play('a', 1));
  expect(titles(take('play', play('a', 1), held))).toEqual(['a']);
});

test('only the newest are kept', () => {
  let held = take('snapshot', { items: [] });
  for (let second = 0; second < 40; second++) held = take('play', play(`t${second}`, second), held);
  expect(held.payload.items).toHaveLength(PLAYS_KEPT);
  expect(titles(held)[0]).toBe('t39');
});

test('a play without a track or a time is ignored', () => {
  for (const data of [null, {}, { track: { id: 'a' } }, { at: 'never', track: { id: 'a' } }]) {
    expect(playsFeed.reduce(undefined, { name: 'play', id: '', data })).toBe('ignored');
  }
});
