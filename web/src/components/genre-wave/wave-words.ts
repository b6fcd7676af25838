import { text } from '../../text/text';
import { type Band, OTHER } from './wave-bands';

/** A gain of share is worth a word from two hundredths on, and by a sixth of what it was. */
const WORTH_SAYING = 0.02;
const WORTH_OF_ITSELF = 1 / 6;
/** A gain is told over at least so many points. */
const LEAST_POINTS = 10;

/** A band that has grown, and its share at first and now. */
export interface Gain {
  readonly band: Band;
  readonly from: number;
  readonly to: number;
}

/** The band that gained most share along the wave; undefined where none did worth saying. */
export function greatestGain(bands: readonly Band[]): Gain | undefined {
  let best: Gain | undefined;
  for (const band of bands) {
    const from = band.shares[0] ?? 0;
    const to = nowOf(band);
    if (band.id === OTHER || band.shares.length < LEAST_POINTS) continue;
    // None at first may only mean that it was withheld.
    if (from === 0 || to - from < WORTH_SAYING || to < from * (1 + WORTH_OF_ITSELF)) continue;
    if (!best || to - from > best.to - best.from) best = { band, from, to };
  }
  return best;
}

export function nowOf({ shares }: Band): number {
  return shares.at(-1) ?? 0;
}

/** What the wave shows, in a sentence or two; empty where it shows nothing. */
export function takeaway(bands: readonly Band[]): string {
  const named = bands.filter(({ id }) => id !== OTHER);
  const [first] = [...named].sort((a, b) => nowOf(b) - nowOf(a));
  if (!first || nowOf(first) === 0) return '';
  const gain = greatestGain(bands);
  return [
    text.wave.leads(first.name, nowOf(first)),
    ...(gain ? [text.wave.gains(gain.band.name, gain.from, gain.to)] : []),
  ].join(' ');
}
