import { describe, expect, test } from 'vitest';
import { applyDelta } from './apply-delta';
import { type Board, readBoard, readDelta } from './payload';
import { seeded } from './test-surroundings';

const board = (...items: object[]): Board => readBoard({ items }) as Board;
const delta = (fields: object) => {
  const read = readDelta({ base: 'b', ...fields });
  if (!read) throw new Error('not a delta');
  return read;
};
const row = (id: string, plays: number) => ({ id, title: `Title ${id}`, plays });

describe('a delta', () => {
  test('overwrites only the fields it names', () => {
    const after = applyDelta(
      board(row('a', 5), row('b', 3)),
      delta({ set: [{ id: 'b', plays: 4 }] }),
    );
    expect(after?.items[1]).toMatchObject({ id: 'b', title: 'Title b', plays: 4, rank: 2 });
  });

  test('reorders, and ranks follow from the places', () => {
    const after = applyDelta(board(row('a', 5), row('b', 3)), delta({ order: ['b', 'a'] }));
    expect(after?.items.map(({ id, rank }) => [id, rank])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  test('removes and adds', () => {
    const after = applyDelta(
      board(row('a', 5), row('b', 3)),
      delta({ del: ['a'], set: [row('c', 9)], order: ['c', 'b'] }),
    );
    expect(after?.items.map(({ id }) => id)).toEqual(['c', 'b']);
  });

  test('that orders a row nobody has seen does not fit', () => {
    expect(applyDelta(board(row('a', 5)), delta({ order: ['ghost', 'a'] }))).toBeUndefined();
  });

  test('leaves the board before it as it was, and unchanged rows the same objects', () => {
    const before = board(row('a', 5), row('b', 3));
    const copy = structuredClone(before);
    const after = applyDelta(before, delta({ set: [{ id: 'b', plays: 4 }] }));
    expect(before).toEqual(copy);
    expect(after?.items[0]).toBe(before.items[0]);
  });

  test('without the stale flag takes it back', () => {
    const stale = { ...board(row('a', 1)), stale: true };
    expect(applyDelta(stale, delta({}))?.stale).toBe(false);
  });

  test('takes back every fact it leaves out', () => {
    const before = readBoard({
      as_of: '2026-11-22T06:43:41Z',
      window: '1h',
      listeners: 412,
      withheld: 3,
      approximate: true,
      stale: true,
      items: [row('a', 1)],
    }) as Board;
    const after = applyDelta(before, delta({ as_of: '2026-11-22T06:43:42Z', withheld: 0 }));
    expect(after).toEqual(
      readBoard({ as_of: '2026-11-22T06:43:42Z', withheld: 0, items: [row('a', 1)] }),
    );
  });

  test('turns a rank before into news only where it says null', () => {
    const before = board({ ...row('a', 1), prev_rank: 4 });
    expect(applyDelta(before, delta({ set: [{ id: 'a', plays: 2 }] }))?.items[0]?.prevRank).toBe(4);
    expect(
      applyDelta(before, delta({ set: [{ id: 'a', prev_rank: null }] }))?.items[0]?.prevRank,
    ).toBeNull();
  });
});

/** The sender's half of the contract, written apart from applyDelta. */
function difference(before: readonly Wire[], after: readonly Wire[]): object {
  const known = new Map(before.map((item) => [item.id, item]));
  const set = after.flatMap((item) => {
    const old = known.get(item.id);
    if (!old) return [item];
    return old.plays === item.plays ? [] : [{ id: item.id, plays: item.plays }];
  });
  const stays = new Set(after.map(({ id }) => id));
  const del = before.filter(({ id }) => !stays.has(id)).map(({ id }) => id);
  return { set, del, order: after.map(({ id }) => id), as_of: '2026-11-22T06:43:41Z' };
}

interface Wire {
  readonly id: string;
  readonly title: string;
  readonly plays: number;
}

test.each([1, 2, 3, 4, 5])('a snapshot and any deltas equal the state (seed %i)', (seed) => {
  const chance = seeded(seed);
  let wire: Wire[] = [];
  let shown = board();
  for (let step = 0; step < 400; step++) {
    const next = wire
      .filter(() => chance() > 0.05)
      .map((item) => (chance() > 0.7 ? { ...item, plays: item.plays + 1 } : item));
    if (chance() > 0.3) next.push(row(`t${step}`, Math.floor(chance() * 50)));
    next.sort((a, b) => b.plays - a.plays);
    shown = applyDelta(shown, delta(difference(wire, next.slice(0, 25)))) as Board;
    wire = next.slice(0, 25);
    expect(shown.items).toEqual(board(...wire).items);
  }
});
