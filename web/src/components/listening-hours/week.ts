import type { Board } from '../../feed/payload';

export const HOURS = 24;
export const DAYS = 7;
const DAY_WORDS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The plays of every hour of a week; an hour that is withheld counts as none. */
export interface Week {
  /** By day (0 is Monday) and then by hour. */
  readonly cells: readonly (readonly number[])[];
  /** Of all days together. */
  readonly hours: readonly number[];
  readonly days: readonly number[];
}

/** The week of a board whose rows are hours, such as mon-13; other rows are passed over. */
export function weekOf(board: Board): Week {
  const cells = Array.from({ length: DAYS }, () => Array.from({ length: HOURS }, () => 0));
  for (const { id, plays } of board.items) {
    const [day = '', hour = ''] = id.split('-');
    const row = cells[DAY_WORDS.indexOf(day)];
    if (row && /^\d\d$/.test(hour) && Number(hour) < HOURS) row[Number(hour)] = plays;
  }
  return {
    cells,
    hours: Array.from({ length: HOURS }, (_, hour) => sum(cells.map((row) => row[hour] ?? 0))),
    days: cells.map(sum),
  };
}

/** Whether every hour of the day is known, so that one can be called the quietest. */
export function isWhole({ hours }: Week): boolean {
  return hours.every((plays) => plays > 0);
}

/** The place of the largest, or of the least; the first of several. */
export function placeOf(numbers: readonly number[], which: 'most' | 'least'): number {
  const best = which === 'most' ? Math.max(...numbers) : Math.min(...numbers);
  return numbers.indexOf(best);
}

/** From 0 to 1, against the largest of all. */
export function shares(numbers: readonly number[]): number[] {
  const most = Math.max(1, ...numbers);
  return numbers.map((number) => number / most);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
