import { afterEach, expect, test } from 'vitest';
import { boardFeed } from './board-feed';
import { inlinedSnapshot } from './inlined-snapshot';

const TOPIC = 'trends.tracks.1h';

afterEach(() => document.body.replaceChildren());

function inline(text: string) {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.id = 'groundswell-snapshot';
  script.textContent = text;
  document.body.append(script);
  return inlinedSnapshot(document, TOPIC, boardFeed);
}

test('an inlined snapshot is held with its cursor', () => {
  const held = inline(JSON.stringify({ id: '7', payload: { topic: TOPIC, items: [{ id: 'a' }] } }));
  expect(held).toMatchObject({ id: '7', payload: { items: [{ id: 'a', rank: 1 }] } });
});

test('a missing, broken or foreign one is none', () => {
  expect(inlinedSnapshot(document, TOPIC, boardFeed)).toBeUndefined();
  expect(inline('{')).toBeUndefined();
  document.body.replaceChildren();
  expect(inline('{"id":"7","payload":null}')).toBeUndefined();
  document.body.replaceChildren();
  expect(
    inline(JSON.stringify({ id: '7', payload: { topic: 'trends.tracks.7d', items: [] } })),
  ).toBeUndefined();
});
