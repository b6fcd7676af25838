import type { Board, BoardItem } from '../../feed/payload';
import { readInstant } from '../../feed/payload';
import type { BoardWindow } from '../../text/text';

/** What one window tells of an item; what is missing is not told. */
export interface WindowFigures {
  readonly plays?: number;
  readonly listeners?: number;
  readonly place?: number;
  /** The place a while ago; null where it was not on the board then. */
  readonly prevPlace?: number | null;
}

/** The plays of one step of time, which begins at `at`. */
export interface Point {
  readonly at: number;
  readonly plays: number;
  readonly listeners: number;
}

/** Where an item stood on a board at an instant. */
export interface Standing {
  readonly at: number;
  readonly place: number;
}

/** The rows of a portrait by what they tell; each list by time, what goes with it best first. */
export interface Portrait {
  readonly windows: Readonly<Partial<Record<BoardWindow, WindowFigures>>>;
  readonly recent: readonly Point[];
  readonly hours: readonly Point[];
  readonly ranks: Readonly<Record<RankedWindow, readonly Standing[]>>;
  readonly related: readonly BoardItem[];
}

/** The boards whose ranks are kept. */
export type RankedWindow = '1h' | '24h';

export function portraitOf({ items }: Pick<Board, 'items'>): Portrait {
  const windows: Partial<Record<string, WindowFigures>> = {};
  const recent: Point[] = [];
  const hours: Point[] = [];
  const ranks: Record<RankedWindow, Standing[]> = { '1h': [], '24h': [] };
  const related: BoardItem[] = [];
  for (const row of items) {
    const [part = '', key = ''] = split(row.id);
    if (part === 'window') {
      windows[key] = { ...windows[key], ...told({ plays: row.plays, listeners: row.listeners }) };
    } else if (part === 'standing') {
      windows[key] = { ...windows[key], ...told({ place: row.place, prevPlace: row.prevRank }) };
    } else if (part === 'recent') {
      recent.push(...point(key, row));
    } else if (part === 'hour') {
      hours.push(...point(key, row));
    } else if (part === 'rank') {
      const [window = '', instant = ''] = split(key);
      const at = readInstant(instant);
      if (at !== undefined && row.place && Object.hasOwn(ranks, window)) {
        ranks[window as RankedWindow].push({ at, place: row.place });
      }
    } else if (part === 'related' && row.ref) {
      related.push(row);
    }
  }
  const byTime = (a: { at: number }, b: { at: number }) => a.at - b.at;
  recent.sort(byTime);
  hours.sort(byTime);
  for (const standings of Object.values(ranks)) standings.sort(byTime);
  return { windows, recent, hours, ranks, related };
}

/** The word before the first point, and what comes after it. */
function split(id: string): [string, string] {
  const end = id.indexOf('.');
  return end < 0 ? [id, ''] : [id.slice(0, end), id.slice(end + 1)];
}

function point(key: string, { plays, listeners = 0 }: BoardItem): Point[] {
  const at = readInstant(key);
  return at === undefined ? [] : [{ at, plays, listeners }];
}

function told<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as never;
}
