import { expect, test } from 'vitest';
import './index';
import { type Bar, barsOf, frameOf, ticksOf } from './bars';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');
const at = (minutes: number, plays: number) => ({
  at: NOON + minutes * MINUTE,
  plays,
  listeners: 6,
});

const drawn = (span: 'hour' | 'week', points: Bar[], until: number, width: number) =>
  barsOf(frameOf(span, points, until), points, until, width, 100);

test('each step is a bar where it lies in time; what is not told is not drawn', () => {
  const bars = drawn('hour', [at(-50, 10), at(-10, 20), at(0, 5)], NOON + MINUTE, 600);
  expect(bars.map(({ x, height }) => [Math.round(x), height])).toEqual([
    [50, 50],
    [450, 100],
    [550, 25],
  ]);
  expect(bars.map(({ runs }) => runs)).toEqual([false, false, true]);
  expect(bars.every(({ width }) => width === 48.5)).toBe(true);
});

test('the step in which the hour began is drawn too, and nothing older', () => {
  const bars = drawn('hour', [at(-90, 9), at(-60, 10), at(0, 5)], NOON + MINUTE, 650);
  expect(bars.map(({ x }) => Math.round(x))).toEqual([0, 600]);
});

test('steps of a minute are drawn as minutes', () => {
  const [bar] = drawn('hour', [at(-2, 1), at(-1, 2)], NOON, 600);
  expect(bar?.width).toBeCloseTo(8.5);
});

test('a step that was heard at all is seen, one that was not is not', () => {
  const [few, none] = drawn('week', [at(-120, 1), at(-60, 0), at(0, 9_000)], NOON, 168);
  expect([few?.height, none?.height]).toEqual([2, 0]);
});

test('time is named along it', () => {
  const ticks = (span: 'hour' | 'week', width: number) =>
    ticksOf(span, frameOf(span, [at(0, 1)], NOON), NOON, width);
  expect(ticks('hour', 650).map(({ x, words }) => [Math.round(x), words])[0]).toEqual([
    54,
    '50 min ago',
  ]);
  expect(ticks('hour', 300)).toHaveLength(3);
  expect(ticks('week', 1_400).length).toBeGreaterThanOrEqual(6);
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
