import type { Board, Course } from '../../feed/payload';

const MINUTE_MS = 60_000;
/** A point of the wave tells of so many minutes that end there. */
const SPAN = 5;

/**
 * How much was played at each of `length` points, as the mean of the minutes behind it that are
 * told. Where none is, hardly anybody listened: as good as nothing was played. Undefined where
 * nothing is known of any point.
 */
export function volumeOf(
  pulse: Board | undefined,
  course: Course | undefined,
  length: number,
): readonly number[] | undefined {
  if (!pulse || !course) return undefined;
  const minutes = new Map(pulse.items.map(({ id, plays }) => [Date.parse(id), plays]));
  const volumes: number[] = [];
  for (let at = 0; at < length; at++) {
    const end = course.until - (length - 1 - at) * course.everyMs;
    const known = Array.from({ length: SPAN }, (_, back) =>
      minutes.get(end - (back + 1) * MINUTE_MS),
    ).filter((plays) => plays !== undefined);
    volumes.push(known.reduce((sum, plays) => sum + plays, 0) / Math.max(1, known.length));
  }
  return volumes.some((volume) => volume > 0) ? volumes : undefined;
}
