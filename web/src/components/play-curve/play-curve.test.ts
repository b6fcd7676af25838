import { expect, test } from 'vitest';
import './index';
import { barsOf, ticksOf } from './bars';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');
const at = (minutes: number, plays: number) => ({
  at: NOON + minutes * MINUTE,
  plays,
  listeners: 6,
});

test('each step is a bar where it lies in time; what is not told is not drawn', () => {
  const bars = barsOf('hour', [at(-50, 10), at(-10, 20), at(0, 5)], NOON + MINUTE, 650, 100);
  expect(bars.map(({ x, height }) => [Math.round(x), height])).toEqual([
    [100, 50],
    [500, 100],
    [600, 25],
  ]);
  expect(bars.map(({ runs }) => runs)).toEqual([false, false, true]);
  expect(bars.every(({ width }) => width === 48.5)).toBe(true);
});

test('steps of a minute are drawn as minutes, and what is older than the span is not', () => {
  const bars = barsOf('hour', [at(-90, 9), at(-2, 1), at(-1, 2)], NOON, 610, 100);
  expect(bars).toHaveLength(2);
  expect(bars[0]?.width).toBeCloseTo(8.5);
});

test('a step that was heard at all is seen, one that was not is not', () => {
  const [few, none] = barsOf('week', [at(-120, 1), at(-60, 0), at(0, 9_000)], NOON, 168, 100);
  expect([few?.height, none?.height]).toEqual([2, 0]);
});

test('time is named along it', () => {
  expect(ticksOf('hour', NOON, 600).map(({ words }) => words)[0]).toBe('50 min ago');
  expect(ticksOf('hour', NOON, 300)).toHaveLength(3);
  expect(ticksOf('week', NOON, 1_400).length).toBeGreaterThanOrEqual(6);
});

test('it says in words what it shows, and why where it shows nothing', async () => {
  const element = document.createElement('play-curve');
  document.body.append(element);
  const words = async () => {
    await element.updateComplete;
    return element.renderRoot.querySelector('.takeaway')?.textContent;
  };
  expect(await words()).toBe('Loading the plays');
  element.points = [];
  expect(await words()).toContain('Nothing to draw yet');
  element.points = [at(-10, 20), at(0, 5)];
  expect(await words()).toMatch(/^Most within the hour was played around .*: 20 plays\.$/);
  expect(element.renderRoot.querySelectorAll('li')).toHaveLength(2);
  element.remove();
});
