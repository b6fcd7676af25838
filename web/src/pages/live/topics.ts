import { boardFeed } from '../../feed/board-feed';
import type { FeedKind } from '../../feed/feed-kind';
import type { Board } from '../../feed/payload';
import { playsFeed } from '../../feed/plays-feed';
import type { Topics } from '../../feed/topics-feed';
import type { BoardWindow, ItemKind } from '../../text/text';

export const WINDOWS: readonly BoardWindow[] = ['5m', '1h', '24h', '7d'];
export const KINDS: readonly ItemKind[] = ['tracks', 'artists', 'genres'];

export const PULSE = 'pulse';
export const WAVE = 'wave';
export const HOURS = 'hours';
export const PLAYS = 'plays';

export const trends = (kind: ItemKind, window: BoardWindow) => `trends.${kind}.${window}`;
export const rising = (kind: ItemKind) => `rising.${kind}`;

const OF_EVERY_WINDOW = [PULSE, WAVE, HOURS, PLAYS, ...KINDS.map(rising)];
const KNOWN = new Set([
  ...OF_EVERY_WINDOW,
  ...WINDOWS.flatMap((window) => KINDS.map((kind) => trends(kind, window))),
]);

/** What the live page follows while a window is chosen: as many topics as one connection takes. */
export function topicsOf(window: BoardWindow): readonly string[] {
  return [...KINDS.map((kind) => trends(kind, window)), ...OF_EVERY_WINDOW];
}

export function kindOf(topic: string): FeedKind<unknown> | undefined {
  if (!KNOWN.has(topic)) return undefined;
  return topic === PLAYS ? playsFeed : boardFeed;
}

export function boardIn(topics: Topics, topic: string): Board | undefined {
  return topics[topic]?.payload as Board | undefined;
}
