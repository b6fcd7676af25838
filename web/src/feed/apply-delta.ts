import { type Board, type BoardDelta, type BoardItem, wholeItem } from './payload';

/**
 * The board after a delta, or undefined where the delta does not fit: it names a row that nobody
 * has seen. Pure; `board` is left as it is.
 *
 * The facts are those of the delta and no others: one that it leaves out no longer holds.
 * A patch overwrites only the fields it names. `order` is the whole order; rows it leaves out and
 * `del` does not remove keep their places behind it. Ranks always follow from the places.
 */
export function applyDelta(board: Board, delta: BoardDelta): Board | undefined {
  const rows = new Map<string, BoardItem>(board.items.map((item) => [item.id, item]));
  for (const id of delta.del) rows.delete(id);
  for (const patch of delta.set) {
    const row = rows.get(patch.id);
    rows.set(patch.id, row ? { ...row, ...patch } : wholeItem(patch, 0));
  }

  const items: BoardItem[] = [];
  for (const id of delta.order ?? []) {
    const row = rows.get(id);
    if (!row) return undefined;
    rows.delete(id);
    items.push(row);
  }
  items.push(...rows.values());

  return { ...delta.facts, items: items.map(inPlace) };
}

/** Keeps the very same object where nothing changed, so that a renderer may skip the row. */
function inPlace(item: BoardItem, index: number): BoardItem {
  return item.rank === index + 1 ? item : { ...item, rank: index + 1 };
}
