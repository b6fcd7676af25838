import type { Held } from './feed-kind';

/**
 * How a feed is doing, as a reader cares about it. Delayed: connected, but what is shown is older
 * than it should be. Ended: over for good.
 */
export type FeedStatus =
  | 'connecting'
  | 'live'
  | 'reconnecting'
  | 'delayed'
  | 'offline'
  | 'paused'
  | 'ended';

/** What a feed shows at one moment: the last payload stays, whatever the status. */
export interface FeedView<S> {
  readonly status: FeedStatus;
  readonly held?: Held<S> | undefined;
}
