/** A payload and the cursor behind which it lies. */
export interface Held<S> {
  readonly id: string;
  readonly payload: S;
}

/** One event as it came over the wire, its data parsed but not yet believed. */
export interface WireEvent {
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
}

/** What a feed's events mean: the only thing in which two feeds differ. Both functions are pure. */
export interface FeedKind<S> {
  /** The event names that carry data; all others are ignored. */
  readonly events: readonly string[];
  /** The state after `event`; 'mismatch' asks for a new snapshot, 'ignored' changes nothing. */
  reduce(held: Held<S> | undefined, event: WireEvent): Held<S> | 'mismatch' | 'ignored';
  /** Whether the server itself calls this payload older than it should be. */
  isStale(payload: S): boolean;
  /** The payload no longer called stale: a stream that resumes says so anew where it is. */
  fresh(payload: S): S;
}
