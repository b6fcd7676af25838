import { afterEach, expect, test } from 'vitest';
import { boardFeed } from './board-feed';
import { inlinedSnapshots } from './inlined-snapshot';

const TOPIC = 'trends.tracks.1h';

afterEach(() => document.body.replaceChildren());

function inline(text: string) {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.id = 'groundswell-snapshot';
  script.textContent = text;
  document.body.append(script);
  return inlinedSnapshots(document, (topic) => (topic === TOPIC ? boardFeed : undefined));
}

const entry = (topic: string, id: unknown = '7') => ({
  id,
  payload: { topic, items: [{ id: 'a' }] },
});

test('inlined snapshots are held, each with its cursor', () => {
  const held = inline(JSON.stringify([entry(TOPIC)]));
  expect(held[TOPIC]).toMatchObject({ id: '7', payload: { items: [{ id: 'a', rank: 1 }] } });
});

test('of what is missing, broken or foreign there is none, and the others stay', () => {
  expect(inlinedSnapshots(document, () => boardFeed)).toEqual({});
  expect(inline('{')).toEqual({});
  document.body.replaceChildren();
  const odd = [null, 7, entry('trends.tracks.7d'), entry(TOPIC, 7), { id: '7', payload: null }];
  expect(Object.keys(inline(JSON.stringify([...odd, entry(TOPIC)])))).toEqual([TOPIC]);
});
