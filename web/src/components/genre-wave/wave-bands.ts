import type { Board, BoardItem } from '../../feed/payload';
import { genreName } from '../track-words';

/** How many bands have a colour and a name of their own. */
export const SLOTS = 7;
/** The id of what all other rows make together. */
export const OTHER = '';

/** Where a row's band lies, and which colour of the ramp it has. */
export interface Slot {
  readonly id: string;
  readonly colour: number;
}

/** One band of the wave: its share of the plays at each point, oldest first. */
export interface Band {
  readonly id: string;
  readonly name: string;
  readonly shares: readonly number[];
}

/**
 * The bands of a board in the order of `slots`, then what is missing to the whole: smaller rows,
 * plays of none, and every share that is withheld. That is never guessed. They begin with the first
 * point at which any share is told: before it nothing is known but that too few listened.
 */
export function bandsOf(board: Board, slots: readonly Slot[], otherName: string): Band[] {
  const length = Math.max(0, ...board.items.map(({ points }) => points?.length ?? 0));
  const rows = new Map(board.items.map((item) => [item.id, item]));
  const isGenre = board.shows !== 'artists';
  const bands = slots.flatMap(({ id }) => {
    const row = rows.get(id);
    if (!row) return [];
    const name = isGenre ? genreName(row.title) : row.title;
    return [{ id, name, shares: sharesOf(row, length) }];
  });
  if (bands.length === 0) return [];
  const shares = Array.from({ length }, (_, at) =>
    Math.max(
      0,
      bands.reduce((rest, band) => rest - (band.shares[at] ?? 0), 1),
    ),
  );
  const begin = shares.findIndex((_, at) => bands.some((band) => band.shares[at]));
  return [...bands, { id: OTHER, name: otherName, shares }].map((band) => ({
    ...band,
    shares: begin < 0 ? [] : band.shares.slice(begin),
  }));
}

/**
 * Which row has which place: the largest in the middle and darkest, and each keeps place and colour
 * as long as it is among the largest; who comes anew takes those of one that left.
 */
export function placed(before: readonly Slot[], items: readonly BoardItem[]): readonly Slot[] {
  const largest = items.slice(0, SLOTS).map(({ id }) => id);
  if (!before.some(({ id }) => largest.includes(id))) return insideOut(largest);
  const news = largest.filter((id) => !before.some((slot) => slot.id === id));
  const kept = before.map(({ id, colour }) => ({
    id: largest.includes(id) ? id : (news.shift() ?? id),
    colour,
  }));
  return [...kept, ...news.map((id, index) => ({ id, colour: kept.length + index }))];
}

function insideOut(ids: readonly string[]): Slot[] {
  const order: Slot[] = [];
  ids.forEach((id, colour) => {
    if (colour % 2 === 0) order.push({ id, colour });
    else order.unshift({ id, colour });
  });
  return order;
}

/** Whole rows of points; a row that began later has none at the front. */
function sharesOf({ points = [] }: BoardItem, length: number): number[] {
  const missing = Array.from({ length: length - points.length }, () => 0);
  return [...missing, ...points.map((point) => point ?? 0)];
}
