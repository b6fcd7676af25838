import { bandsOf, placed } from '../../components/genre-wave/wave-bands';
import { greatestGain } from '../../components/genre-wave/wave-words';
import { timesUsual } from '../../components/rising-board/rising-row';
import { artistsOf, genreName, titleOf } from '../../components/track-words';
import type { Board, BoardItem } from '../../feed/payload';
import { type BoardWindow, text } from '../../text/text';

/** What is known when a sentence is made; any of it may be missing. */
export interface Known {
  readonly wave?: Board | undefined;
  /** What rises of the kind that the wave shows. */
  readonly rising?: Board | undefined;
  readonly tracks?: Board | undefined;
  readonly window: BoardWindow;
}

/** One thing worth saying. */
export interface Finding {
  readonly subject: string;
  readonly rest: string;
  /** Only what rises is coloured. */
  readonly rising: boolean;
  /** The band of the wave that it is about. */
  readonly band?: string;
}

/** A climb of fewer places is the noise of every minute. */
const WORTH_SAYING = 2;

/**
 * The one thing to say: what is rising against what is usual, else what gained share within the
 * hour, else the track that climbed or leads. The first two are about a band of the wave.
 */
export function findingOf({ wave, rising, tracks, window }: Known): Finding | undefined {
  return risingBand(wave, rising) ?? gainingBand(wave) ?? (tracks && ofTracks(tracks, window));
}

function risingBand(wave: Board | undefined, rising: Board | undefined): Finding | undefined {
  const first = rising?.items.find(({ id }) => wave?.items.some((band) => band.id === id));
  if (!first) return undefined;
  const rest = text.sentence.risesFastest(timesUsual(first));
  const name = titleOf(first);
  const subject = wave?.shows === 'artists' ? name : genreName(name);
  return { subject, rest, rising: true, band: first.id };
}

function gainingBand(wave: Board | undefined): Finding | undefined {
  const gain = wave && greatestGain(bandsOf(wave, placed([], wave.items), ''));
  if (!gain) return undefined;
  const { band, from, to } = gain;
  return { subject: band.name, rest: text.sentence.gains(from, to), rising: true, band: band.id };
}

function ofTracks({ items }: Board, window: BoardWindow): Finding | undefined {
  const [first] = items;
  if (!first) return undefined;
  const climber = items.reduce((best, item) => (climb(item) > climb(best) ? item : best), first);
  return climb(climber) >= WORTH_SAYING
    ? {
        subject: titleOf(climber),
        rest: text.sentence.climbs(climb(climber), window),
        rising: true,
      }
    : { subject: titleOf(first), rest: text.sentence.leads(artistsOf(first)), rising: false };
}

function climb(item: BoardItem): number {
  return item.prevRank ? item.prevRank - item.rank : 0;
}
