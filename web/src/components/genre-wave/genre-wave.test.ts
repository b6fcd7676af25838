import { describe, expect, test } from 'vitest';
import { type Board, readBoard } from '../../feed/payload';
import { bandsOf, OTHER, placed } from './wave-bands';
import { waveShape } from './wave-shape';
import { volumeOf } from './wave-volume';
import { greatestGain, takeaway } from './wave-words';

const board = (items: object[], more: object = {}) => readBoard({ items, ...more }) as Board;
const row = (id: string, ...points: (number | null)[]) => ({ id, name: `Genre ${id}`, points });
const ids = (count: number) => Array.from({ length: count }, (_, index) => `g${index}`);

describe('places', () => {
  const items = (...names: string[]) => board(names.map((id) => row(id, 1))).items;

  test('the largest lies in the middle and is darkest', () => {
    const slots = placed([], items('g0', 'g1', 'g2', 'g3', 'g4'));
    expect(slots.map(({ id }) => id)).toEqual(['g3', 'g1', 'g0', 'g2', 'g4']);
    expect(slots[2]).toEqual({ id: 'g0', colour: 0 });
  });

  test('are kept whatever the ranks; who comes anew takes the place of one that left', () => {
    const first = placed([], items('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    expect(placed(first, items('g', 'f', 'e', 'd', 'c', 'b', 'a'))).toEqual(first);
    const later = placed(first, items('a', 'b', 'new', 'd', 'e', 'f', 'g'));
    expect(later.find(({ id }) => id === 'new')).toEqual({ id: 'new', colour: 2 });
    expect(later.map(({ colour }) => colour)).toEqual(first.map(({ colour }) => colour));
  });

  test('of a wave that has few bands are filled as more come', () => {
    const grown = placed(placed([], items('a')), items('a', 'b'));
    expect(grown).toEqual([
      { id: 'a', colour: 0 },
      { id: 'b', colour: 1 },
    ]);
  });
});

describe('bands', () => {
  test('beyond seven are one: what is missing to the whole', () => {
    const wide = board(ids(9).map((id) => row(id, 0.125, 0.1)));
    const bands = bandsOf(wide, placed([], wide.items), 'Other');
    expect(bands).toHaveLength(8);
    expect(bands.at(-1)).toEqual({
      id: OTHER,
      name: 'Other',
      shares: [0.125, expect.closeTo(0.3)],
    });
  });

  test('what is withheld is of the others, and a row that began later has nothing before', () => {
    const half = board([row('a', 0.5, null, 0.25), row('b', 0.5)]);
    const bands = bandsOf(half, placed([], half.items), 'Other');
    expect(bands.map(({ id, shares }) => [id, shares])).toEqual([
      ['b', [0, 0, 0.5]],
      ['a', [0.5, 0, 0.25]],
      [OTHER, [0.5, 1, 0.25]],
    ]);
  });

  test('begin where the first share is told', () => {
    const young = board([row('a', null, null, 0.5, 0.25), row('b', null, null, null, 0.5)]);
    const bands = bandsOf(young, placed([], young.items), 'Other');
    expect(bands.map(({ id, shares }) => [id, shares])).toEqual([
      ['b', [0, 0.5]],
      ['a', [0.5, 0.25]],
      [OTHER, [0.5, 0.25]],
    ]);
    const silent = board([row('a', null, null)]);
    expect(bandsOf(silent, placed([], silent.items), 'Other')[0]?.shares).toEqual([]);
  });

  test('of genres begin with a capital', () => {
    const names = board([
      { id: 'rnb', name: 'r&b' },
      { id: 'k', name: 'k-pop' },
    ]);
    expect(bandsOf(names, placed([], names.items), '').map(({ name }) => name)).toEqual([
      'K-pop',
      'R&B',
      '',
    ]);
  });
});

describe('the shape', () => {
  const bands = [
    { id: 'a', name: 'A', shares: [0.5, 0.5] },
    { id: 'b', name: 'B', shares: [0.5, 0.25] },
  ];
  const frame = { width: 400, height: 100, xs: [0, 400] };

  test('is stacked without holes, and thinner in the middle where there is less', () => {
    const [first, second] = waveShape(bands, frame);
    expect(first?.path).toBe('M0,0C200,0 200,12.5 400,12.5L400,62.5C200,62.5 200,50 0,50Z');
    expect(second?.path.startsWith('M0,50C200,50 200,62.5 400,62.5')).toBe(true);
  });

  test('swells with the plays', () => {
    const [first] = waveShape(bands, { ...frame, weights: [1, 4] });
    expect(first?.path.startsWith('M0,33.3')).toBe(true);
  });

  test('names a band where it is thickest, and not where there is no room', () => {
    const xs = [0, 100, 200, 300, 400];
    const shares = [0.1, 0.2, 0.5, 0.2, 0.1];
    const thin = { id: 'c', name: 'C', shares: xs.map(() => 0.02) };
    const [, wide, narrow] = waveShape(
      [{ id: 'a', name: 'A', shares: xs.map(() => 0.3) }, { id: 'b', name: 'B', shares }, thin],
      { width: 400, height: 100, xs },
    );
    expect(wide?.label?.x).toBe(200);
    expect(narrow?.label).toBeUndefined();
  });
});

test('the volume of a point is the mean of the minutes behind it that are told', () => {
  const minute = (n: number) => new Date(n * 60_000).toISOString();
  const pulse = board([10, 20, 30].map((plays, at) => ({ id: minute(at), plays })));
  const course = { until: 3 * 60_000, everyMs: 60_000 };
  expect(volumeOf(pulse, course, 2)).toEqual([15, 20]);
  expect(volumeOf(pulse, course, 4)).toEqual([0, 10, 15, 20]);
  expect(volumeOf(board([]), course, 2)).toBeUndefined();
  expect(volumeOf(undefined, course, 2)).toBeUndefined();
});

describe('in words', () => {
  const along = (id: string, from: number, to: number) => ({
    id,
    name: `Genre ${id}`,
    shares: Array.from({ length: 12 }, (_, at) => from + ((to - from) * at) / 11),
  });

  test('the largest now, and who gained most', () => {
    expect(takeaway([along('a', 0.3, 0.25), along('b', 0.08, 0.12), along('c', 0.1, 0.11)])).toBe(
      'Genre a has the largest part now: 25%. Genre b gained most within the hour: from 8% to 12%.',
    );
  });

  test('a gain that is noise is not told, nor that of the others, nor from what was withheld', () => {
    expect(
      greatestGain([along('a', 0.3, 0.31), along(OTHER, 0.1, 0.3), along('b', 0, 0.2)]),
    ).toBeUndefined();
  });
});
