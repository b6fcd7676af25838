import type { FeedKind } from './feed-kind';
import { asFields, readInstant, readTrack, type Track } from './payload';

/** One play out of the sampled stream; `at` is in epoch milliseconds. */
export interface SampledPlay {
  /** Tells this play from another of the same track; made here, since the feed gives none. */
  readonly key: string;
  readonly at: number;
  readonly track: Track;
}

/** The newest plays, newest first. */
export interface SampledPlays {
  readonly items: readonly SampledPlay[];
}

/** How many plays are kept: what the list shows and a few more. */
export const PLAYS_KEPT = 12;

/** The sampled plays: a snapshot, then plays without ids, so nothing here can fail to fit. */
export const playsFeed: FeedKind<SampledPlays> = {
  events: ['snapshot', 'play'],
  reduce(held, event) {
    if (event.name === 'snapshot') {
      const items = asFields(event.data)?.items;
      if (!Array.isArray(items)) return 'ignored';
      return { id: event.id, payload: { items: newestFirst(items.flatMap(readPlay)) } };
    }
    const play = readPlay(event.data);
    if (play.length === 0) return 'ignored';
    const items = newestFirst([...play, ...(held?.payload.items ?? [])]);
    return { id: held?.id ?? '', payload: { items } };
  },
  isStale: () => false,
  fresh: (plays) => plays,
};

/** Nothing where the play has no track or no time. */
function readPlay(data: unknown): SampledPlay[] {
  const fields = asFields(data);
  const track = readTrack(fields?.track);
  const at = readInstant(fields?.at);
  return track && at !== undefined ? [{ key: `${track.id}@${at}`, at, track }] : [];
}

/** Sorted, without repetitions (a resumed stream may say a play again), and bounded. */
function newestFirst(plays: readonly SampledPlay[]): SampledPlay[] {
  const unique = new Map(plays.map((play) => [play.key, play]));
  return [...unique.values()].sort((a, b) => b.at - a.at).slice(0, PLAYS_KEPT);
}
