import { afterEach, beforeEach, expect, test } from 'vitest';
import './index';
import type { SampledPlay } from '../../feed/plays-feed';
import type { JustPlayedElement } from './just-played';

let element: JustPlayedElement;

beforeEach(() => {
  element = document.createElement('just-played');
  document.body.append(element);
});

afterEach(() => element.remove());

function plays(count: number): SampledPlay[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `k${index}`,
    at: 1_000 - index,
    track: { id: `t${index}`, title: `Title ${index}`, artists: [{ id: 'x', name: 'Somebody' }] },
  }));
}

test('shows the newest, and no more than its rows', async () => {
  element.plays = plays(9);
  await element.updateComplete;
  const rows = [...element.renderRoot.querySelectorAll('li')];
  expect(rows).toHaveLength(6);
  expect(rows[0]?.textContent?.replace(/\s+/g, ' ').trim()).toBe('Title 0 Somebody');
});

test('says so when nothing was played; while it does not know it keeps the places', async () => {
  await element.updateComplete;
  expect(element.renderRoot.querySelector('p')).toBeNull();
  expect(element.renderRoot.querySelectorAll('li.skeleton')).toHaveLength(6);
  element.plays = [];
  await element.updateComplete;
  expect(element.renderRoot.querySelector('p')?.textContent).toContain('Nothing has been played');
});

// lit-html 3.3.1 to 3.3.3 leave a comment behind for every row that went (lit/lit#5298).
test('leaves nothing behind of the plays that were there', async () => {
  const nodes = () => element.renderRoot.querySelector('ol')?.childNodes.length;
  const all = plays(40);
  element.plays = all.slice(-6);
  await element.updateComplete;
  const before = nodes();
  for (let newest = 33; newest >= 0; newest--) {
    element.plays = all.slice(newest);
    await element.updateComplete;
  }
  expect(nodes()).toBe(before);
});
