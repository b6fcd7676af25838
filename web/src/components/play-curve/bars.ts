import { text } from '../../text/text';
import type { CurveSpan } from './play-curve';

/** One step of time that may be told. */
export interface Bar {
  readonly at: number;
  readonly plays: number;
  readonly listeners: number;
}

/** From when to when, in steps of which length. */
export interface Frame {
  readonly begin: number;
  readonly end: number;
  readonly step: number;
}

interface DrawnBar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly runs: boolean;
}

export interface Tick {
  readonly x: number;
  readonly words: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SPAN_MS: Readonly<Record<CurveSpan, number>> = { hour: HOUR_MS, week: 7 * DAY_MS };
const NARROW_PX = 560;
/** Room that a tick's words need on either side. */
const WORDS_PX = 34;
/** What was played at all is seen. */
const LEAST_PX = 2;

/** How long one step is: the shortest between two; a minute or five, or an hour. */
function stepOf(span: CurveSpan, points: readonly Bar[]): number {
  if (span === 'week') return HOUR_MS;
  let least = 5 * MINUTE_MS;
  points.forEach(({ at }, index) => {
    const before = points[index - 1];
    if (before && at > before.at) least = Math.min(least, at - before.at);
  });
  // A lone step tells by where it begins.
  return points.some(({ at }) => at % (5 * MINUTE_MS) !== 0) ? MINUTE_MS : least;
}

/** The time that is drawn: whole steps, the running one too, or it would be a sliver at first. */
export function frameOf(span: CurveSpan, points: readonly Bar[], until: number): Frame {
  const step = stepOf(span, points);
  const end = Math.floor(until / step) * step + step;
  const least = end - SPAN_MS[span];
  // The hour began within a step, of which the rest may be told.
  const before = points.some(({ at }) => at < least && at >= least - step);
  return { begin: before ? least - step : least, end, step };
}

export function barsOf(
  { begin, end, step }: Frame,
  points: readonly Bar[],
  until: number,
  width: number,
  height: number,
): DrawnBar[] {
  const most = Math.max(...points.map(({ plays }) => plays));
  const scale = width / (end - begin);
  const gap = step * scale > 6 ? 1.5 : 0.5;
  return points
    .filter(({ at }) => at >= begin && at < end)
    .map(({ at, plays }) => ({
      x: (at - begin) * scale,
      width: Math.max(step * scale - gap, 0.5),
      height: plays > 0 ? Math.max((plays / most) * height, LEAST_PX) : 0,
      runs: at + step > until,
    }));
}

/** Minutes ago along the hour; the beginnings of days along the week. */
export function ticksOf(
  span: CurveSpan,
  { begin, end }: Frame,
  until: number,
  width: number,
): Tick[] {
  const x = (at: number) => ((at - begin) / (end - begin)) * width;
  if (span === 'hour') {
    return (width < NARROW_PX ? [50, 30, 10] : [50, 40, 30, 20, 10]).map((ago) => ({
      x: x(until - ago * MINUTE_MS),
      words: text.wave.minutesAgo(ago),
    }));
  }
  const ticks: Tick[] = [];
  const day = new Date(until);
  day.setHours(0, 0, 0, 0);
  for (; day.getTime() > begin; day.setDate(day.getDate() - 1)) {
    const at = x(day.getTime());
    const fits = at > WORDS_PX / 2 && at < width - WORDS_PX / 2;
    if (fits) ticks.push({ x: at, words: text.weekday((day.getDay() + 6) % 7, 'short') });
  }
  return ticks;
}

export function busiest(points: readonly Bar[]): Bar | undefined {
  return points.reduce<Bar | undefined>(
    (most, point) => (most && most.plays >= point.plays ? most : point),
    undefined,
  );
}

/** The plays of each day by the reader's own clock, as far as they may be told. */
export function daysOf(points: readonly Bar[]): { day: string; plays: number }[] {
  const days = new Map<string, { day: string; plays: number }>();
  for (const { at, plays } of points) {
    const date = new Date(at);
    const key = date.toDateString();
    const day = text.weekday((date.getDay() + 6) % 7, 'long');
    days.set(key, { day, plays: (days.get(key)?.plays ?? 0) + plays });
  }
  return [...days.values()];
}
