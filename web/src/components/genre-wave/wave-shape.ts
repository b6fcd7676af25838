import type { Band } from './wave-bands';

/** A band as it is drawn, in pixels. */
export interface DrawnBand {
  readonly band: Band;
  readonly path: string;
  /** Where its name stands: at its thickest, and only where there is room. */
  readonly label?: { readonly x: number; readonly y: number };
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Where each point lies, in pixels from the left, oldest first. */
  readonly xs: readonly number[];
  /** How much each point weighs, oldest first: its plays. */
  readonly weights?: readonly number[] | undefined;
}

/** A line of text in a band needs so much height, and about so much width a letter. */
const LINE_PX = 24;
const LETTER_PX = 9;
const MARGIN_PX = 12;

/** The bands stacked around the middle, each as thick as its share of the plays at every point. */
export function waveShape(bands: readonly Band[], frame: Frame): DrawnBand[] {
  const { xs, height, weights } = frame;
  const thick = (band: Band, at: number) => (band.shares[at] ?? 0) * (weights?.[at] ?? 1);
  const totals = xs.map((_, at) => bands.reduce((sum, band) => sum + thick(band, at), 0));
  const scale = height / Math.max(Number.EPSILON, ...totals);
  let top = totals.map((total) => (height - total * scale) / 2);
  return bands.map((band) => {
    const upper = top;
    const lower = upper.map((y, at) => y + thick(band, at) * scale);
    top = lower;
    const path = `M${line(xs, upper)}L${line([...xs].reverse(), [...lower].reverse())}Z`;
    return { band, path, ...labelOf(band, frame, upper, lower) };
  });
}

/** Through all points, level at each, so that no curve shows more than there was. */
function line(xs: readonly number[], ys: readonly number[]): string {
  return xs
    .map((x, at) => {
      const here = `${round(x)},${round(ys[at] ?? 0)}`;
      if (at === 0) return here;
      const middle = round(((xs[at - 1] ?? 0) + x) / 2);
      return `C${middle},${round(ys[at - 1] ?? 0)} ${middle},${round(ys[at] ?? 0)} ${here}`;
    })
    .join('');
}

function labelOf(
  band: Band,
  { width, xs }: Frame,
  upper: readonly number[],
  lower: readonly number[],
): Pick<DrawnBand, 'label'> {
  const half = (band.name.length * LETTER_PX) / 2;
  const room = (at: number) => {
    const x = xs[at] ?? 0;
    const begin = Math.max(MARGIN_PX, xs[0] ?? 0);
    const fits = x - half >= begin && x + half <= width - MARGIN_PX;
    return fits ? roomAround(at, half, xs, upper, lower) : 0;
  };
  const best = xs.reduce((most, _, at) => (room(at) > room(most) ? at : most), 0);
  if (room(best) < LINE_PX) return {};
  return {
    label: { x: round(xs[best] ?? 0), y: round(((upper[best] ?? 0) + (lower[best] ?? 0)) / 2) },
  };
}

/** The height that is free along the whole name. */
function roomAround(
  at: number,
  half: number,
  xs: readonly number[],
  upper: readonly number[],
  lower: readonly number[],
): number {
  const x = xs[at] ?? 0;
  let highest = upper[at] ?? 0;
  let lowest = lower[at] ?? 0;
  xs.forEach((other, index) => {
    if (Math.abs(other - x) > half) return;
    highest = Math.max(highest, upper[index] ?? 0);
    lowest = Math.min(lowest, lower[index] ?? 0);
  });
  return lowest - highest;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
