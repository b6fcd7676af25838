import { afterEach, beforeEach, expect, test } from 'vitest';
import '../choice-switch';
import './index';
import { type Board, readBoard } from '../../feed/payload';
import type { RisingBoardElement } from './rising-board';

let element: RisingBoardElement;

beforeEach(() => {
  element = document.createElement('rising-board');
  document.body.append(element);
});

afterEach(() => element.remove());

const board = (items: object[], more: object = {}) => readBoard({ items, ...more }) as Board;
const words = (selector: string) =>
  [...element.renderRoot.querySelectorAll(selector)].map((found) =>
    found.textContent?.replace(/\s+/g, ' ').trim(),
  );

async function show(tracks: Board, more: object = {}): Promise<void> {
  element.boards = { tracks, ...more };
  await element.updateComplete;
}

test('a score in doublings is told as so many times the usual', async () => {
  await show(board([{ id: 'a', title: 'A', score: 1.26, listeners: 9 }]));
  expect(words('.times')).toEqual(['2.4×at least 2.4 times as many listeners as usual']);
});

test('the pace has an arrow and words, and none where it is steady', async () => {
  await show(
    board([
      { id: 'a', score: 3, velocity: 0.8 },
      { id: 'b', score: 2, velocity: -0.5 },
      { id: 'c', score: 1, velocity: 0.1 },
    ]),
  );
  expect(words('.moved')).toEqual(['coming faster and faster', 'slowing down']);
});

test('it says how much of what is usual it has learned', async () => {
  await show(board([], { learning: { days: 2, of: 7 } }));
  expect(words('.learning')).toEqual(['Still learning what is usual: 2 of 7 days.']);
  expect(words('.empty')[0]).toContain('No track is above its usual listeners');
});

test('the reader chooses what it ranks', async () => {
  await show(board([{ id: 'a', title: 'A', score: 1 }]), {
    genres: board([{ id: 'pop', name: 'Pop', score: 2, listeners: 12 }]),
  });
  element.renderRoot
    .querySelector('choice-switch')
    ?.dispatchEvent(new CustomEvent('choose', { detail: 'genres' }));
  await element.updateComplete;
  expect(words('.title')).toEqual(['Pop']);
  expect(words('.artists')).toEqual(['12 listeners']);
  expect(element.getAttribute('kind')).toBe('genres');
});

test('before it knows anything it keeps the places', async () => {
  await element.updateComplete;
  expect(element.renderRoot.querySelectorAll('li.skeleton')).toHaveLength(5);
});
