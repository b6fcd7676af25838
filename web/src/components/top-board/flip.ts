/** Where each row stands, by its key, as drawn at this moment. */
export type Places = ReadonlyMap<string, number>;

const SLIDE: KeyframeAnimationOptions = { duration: 420, easing: 'cubic-bezier(.2,.8,.2,1)' };

export function placesOf(rows: Iterable<HTMLElement>): Places {
  const places = new Map<string, number>();
  for (const row of rows) {
    const key = row.dataset.key;
    if (key !== undefined) places.set(key, row.getBoundingClientRect().top);
  }
  return places;
}

/**
 * Slides every row that moved from where it was drawn before to where it is now (First, Last,
 * Invert, Play). Rows that stayed, came or went are left alone.
 */
export function slideMoved(rows: Iterable<HTMLElement>, before: Places): void {
  for (const row of rows) {
    const from = before.get(row.dataset.key ?? '');
    if (from === undefined) continue;
    for (const running of row.getAnimations?.() ?? []) running.cancel();
    const way = from - row.getBoundingClientRect().top;
    if (Math.abs(way) < 1) continue;
    row.animate([{ transform: `translateY(${way}px)` }, { transform: 'none' }], SLIDE);
  }
}

/** Whether the reader asked for less movement; then nothing slides. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
