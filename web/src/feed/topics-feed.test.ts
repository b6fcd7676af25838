import { expect, test } from 'vitest';
import { boardFeed } from './board-feed';
import type { Held } from './feed-kind';
import { playsFeed } from './plays-feed';
import { heldOf, type Topics, topicsFeed } from './topics-feed';

const feed = topicsFeed((topic) =>
  topic === 'plays' ? playsFeed : ['a', 'a.b'].includes(topic) ? boardFeed : undefined,
);

const snapshot = (topic: string, plays: number) => ({ topic, items: [{ id: 'x', plays }] });

function after(held: Held<Topics> | undefined, name: string, data: object, id: string) {
  const next = feed.reduce(held, { name, id, data });
  if (typeof next === 'string') throw new Error(next);
  return next;
}

const begun = after(
  after(undefined, 'snapshot', snapshot('a', 1), 'a@1'),
  'snapshot',
  snapshot('a.b', 5),
  'a@1,a.b@9',
);

test('each topic takes its own id out of the cursor over all', () => {
  expect(begun.id).toBe('a@1,a.b@9');
  expect(begun.payload.a?.id).toBe('1');
  expect(begun.payload['a.b']?.id).toBe('9');
});

test('a delta changes its topic and leaves the others the same objects', () => {
  const next = after(
    begun,
    'delta',
    { topic: 'a', base: '1', set: [{ id: 'x', plays: 2 }] },
    'a@2,a.b@9',
  );
  expect(next.payload.a).toMatchObject({ id: '2', payload: { items: [{ plays: 2 }] } });
  expect(next.payload['a.b']).toBe(begun.payload['a.b']);
});

test('a delta on another base of its topic does not fit', () => {
  const event = { name: 'delta', id: 'a@3,a.b@9', data: { topic: 'a', base: '2' } };
  expect(feed.reduce(begun, event)).toBe('mismatch');
});

test('a topic that is alone on its connection has its id as it is', () => {
  const alone = after(undefined, 'snapshot', snapshot('a', 1), '1795405054000-0');
  expect(alone.payload.a?.id).toBe('1795405054000-0');
  const data = { topic: 'a', base: '1795405054000-0', set: [{ id: 'x', plays: 2 }] };
  const next = after(alone, 'delta', data, '1795405054250-0');
  expect(next.payload.a).toMatchObject({
    id: '1795405054250-0',
    payload: { items: [{ plays: 2 }] },
  });
  expect(heldOf(next.payload, ['a'])?.id).toBe('a@1795405054250-0');
});

test('topics that were not asked for are ignored, whatever their name', () => {
  for (const topic of ['c', '__proto__', undefined, 7]) {
    expect(feed.reduce(begun, { name: 'snapshot', id: 'c@1', data: { topic, items: [] } })).toBe(
      'ignored',
    );
  }
});

test('plays have no id, and are begun anew by every connection', () => {
  const next = after(
    begun,
    'play',
    { topic: 'plays', at: '2026-11-22T06:43:41Z', track: { id: 't' } },
    'a@1,a.b@9',
  );
  expect(next.id).toBe('a@1,a.b@9');
  expect(heldOf(next.payload, ['plays', 'a'])?.id).toBe('a@1');
});

test('what is held of other topics is gone on from', () => {
  expect(heldOf(begun.payload, ['a.b', 'unknown'])).toEqual({
    id: 'a.b@9',
    payload: { 'a.b': begun.payload['a.b'] },
  });
  expect(heldOf({}, ['a'])).toBeUndefined();
});

test('one stale topic makes all of it stale, until it is forgotten', () => {
  const stale = after(begun, 'snapshot', { ...snapshot('a', 1), stale: true }, 'a@2,a.b@9');
  expect(feed.isStale(stale.payload)).toBe(true);
  expect(feed.isStale(feed.fresh(stale.payload))).toBe(false);
});
