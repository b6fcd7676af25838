import { applyDelta } from './apply-delta';
import type { FeedKind, Held, WireEvent } from './feed-kind';
import { type Board, readBoard, readDelta } from './payload';

/** A feed of one board: snapshots, and deltas that fit onto exactly one base. */
export const boardFeed: FeedKind<Board> = {
  events: ['snapshot', 'delta'],
  reduce: (held, event) => (event.name === 'snapshot' ? begin(event) : goOn(held, event)),
  isStale: (board) => board.stale === true,
  fresh: (board) => (board.stale ? { ...board, stale: false } : board),
};

function begin(event: WireEvent): Held<Board> | 'ignored' {
  const payload = readBoard(event.data);
  return payload ? { id: event.id, payload } : 'ignored';
}

function goOn(held: Held<Board> | undefined, event: WireEvent): Held<Board> | 'mismatch' {
  const delta = readDelta(event.data);
  if (!held || !delta || delta.base !== held.id) return 'mismatch';
  const payload = applyDelta(held.payload, delta);
  return payload ? { id: event.id, payload } : 'mismatch';
}
