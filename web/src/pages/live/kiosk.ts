import type { Surroundings } from '../../feed/surroundings';

/** Whether the page hangs on a wall (`?kiosk`): nobody touches it, and it is always seen. */
export function isKiosk(root: HTMLElement): boolean {
  return root.dataset.kiosk !== undefined;
}

/** Surroundings in which a page is never hidden, so that its connection never rests. */
export function alwaysSeen(surroundings: Surroundings): Surroundings {
  return { ...surroundings, isHidden: () => false, onHiddenChange: () => () => {} };
}

/**
 * Asks the browser to keep the screen on, again each time the page comes back to sight. A browser
 * that cannot, or refuses, is left alone: a screen on a wall is then set so by hand.
 */
export function keepScreenOn(page: Document, navigator: Navigator): void {
  const ask = () => {
    if (!page.hidden) navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  page.addEventListener('visibilitychange', ask);
  ask();
}
