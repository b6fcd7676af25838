import { expect, test } from 'vitest';
import './index';
import '../choice-switch';
import { type Frame, stepPath, yOf } from './steps';

const frame: Frame = { width: 100, height: 50, begin: 0, end: 100, best: 1, worst: 6 };

test('the best place is on top, and one that never changed in the middle', () => {
  expect([yOf(frame, 1), yOf(frame, 6)]).toEqual([0, 50]);
  expect(yOf({ ...frame, worst: 1 }, 1)).toBe(25);
});

test('the line is level between two instants, and broken where it was not on the board', () => {
  const stands = [
    { at: 0, place: 6 },
    { at: 10, place: 1 },
    { at: 50, place: 1 },
  ];
  expect(stepPath(stands, 10, frame)).toBe('M0 50H10V0h5M50 0h5');
});

test('it tells the best and the last place of the board that is chosen', async () => {
  const element = document.createElement('rank-line');
  element.ranks = {
    '1h': [
      { at: 0, place: 2 },
      { at: 600_000, place: 5 },
    ],
    '24h': [],
  };
  document.body.append(element);
  await element.updateComplete;
  const words = () => element.renderRoot.querySelector('.takeaway')?.textContent;
  expect(words()).toBe('Number 5 at last; number 2 at best.');
  element.renderRoot
    .querySelector('choice-switch')
    ?.dispatchEvent(new CustomEvent('choose', { detail: '24h' }));
  await element.updateComplete;
  expect(words()).toContain('has not been on this board');
  element.remove();
});
