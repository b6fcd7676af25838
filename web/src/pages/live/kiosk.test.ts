import { expect, test, vi } from 'vitest';
import { TestBrowser } from '../../feed/test-surroundings';
import { alwaysSeen, isKiosk, keepScreenOn } from './kiosk';

test('a page on a wall is never hidden', () => {
  const tab = new TestBrowser().tab();
  const listener = vi.fn();
  const wall = alwaysSeen(tab.surroundings);
  wall.onHiddenChange(listener);
  tab.setHidden(true);
  expect(wall.isHidden()).toBe(false);
  expect(listener).not.toHaveBeenCalled();
});

test('it is one only where the address says so', () => {
  const root = document.createElement('html');
  expect(isKiosk(root)).toBe(false);
  root.dataset.kiosk = '';
  expect(isKiosk(root)).toBe(true);
});

test('the screen is kept on where the browser can, and a refusal is no failure', () => {
  const request = vi.fn(() => Promise.reject(new Error('no')));
  keepScreenOn(document, { wakeLock: { request } } as unknown as Navigator);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(request).toHaveBeenCalledTimes(2);
  expect(() => keepScreenOn(document, {} as Navigator)).not.toThrow();
});
