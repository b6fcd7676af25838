import type { BoardItem } from '../../feed/payload';

/** How a row moved: by so many places (up is positive), new on the board, or not known to have. */
export type Movement = { readonly places: number } | 'new' | undefined;

/** A null prev_rank is news; an absent one is no knowledge, and shows nothing. */
export function movementOf(item: BoardItem): Movement {
  if (item.prevRank === null) return 'new';
  if (item.prevRank === undefined || item.prevRank === item.rank) return undefined;
  return { places: item.prevRank - item.rank };
}
