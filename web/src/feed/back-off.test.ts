import { expect, test } from 'vitest';
import { backOff } from './back-off';

test('waits double up to a minute', () => {
  expect([0, 1, 2, 3].map((attempt) => backOff(attempt, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(backOff(6, 1)).toBe(60_000);
  expect(backOff(5_000, 1)).toBe(60_000);
});

test('chance takes away up to half', () => {
  expect(backOff(1, 0)).toBe(1_000);
  expect(backOff(1, 0.5)).toBe(1_500);
});
