import type { Board } from '../../feed/payload';
import { type BoardWindow, type ItemKind, text } from '../../text/text';
import { byId } from '../page';
import { portraitOf, type WindowFigures } from './portrait';

const WINDOWS: readonly BoardWindow[] = ['5m', '1h', '24h', '7d'];
/** A figure that is not told: too few people stand behind it, or it is on no board. */
const UNKNOWN = '–';
/** Holds the height of a line. */
const NOTHING = '\u200b';

/** The parts of the page of one item; names and pictures are the server's. */
export class ItemView {
  private readonly hour = byId<HTMLElementTagNameMap['play-curve']>('hour');
  private readonly week = byId<HTMLElementTagNameMap['play-curve']>('week');
  private readonly ranks = byId<HTMLElementTagNameMap['rank-line']>('ranks');
  private readonly related = byId<HTMLElementTagNameMap['related-list']>('related');

  constructor(private readonly kind: ItemKind) {
    this.related.kind = kind;
  }

  show(board: Board): void {
    const portrait = portraitOf(board);
    byId('item').dataset.told = board.needed ? 'needed' : 'figures';
    if (board.needed) write('needed', text.item.needed(board.needed));
    for (const window of WINDOWS) this.showWindow(window, portrait.windows[window] ?? {});
    write('listening-now', board.listening ? text.number(board.listening) : '');
    const hour = portrait.windows['1h'] ?? {};
    figure('plays-now', hour.plays);
    figure('listeners-now', hour.listeners);
    figure('place-now', hour.place);
    write('finding', standing(hour, this.kind) || NOTHING);
    for (const [curve, points] of [
      [this.hour, portrait.recent],
      [this.week, portrait.hours],
    ] as const) {
      curve.until = board.asOf;
      curve.points = points;
    }
    this.ranks.until = board.asOf;
    this.ranks.ranks = portrait.ranks;
    this.related.items = portrait.related;
    this.showFinePrint(board);
  }

  private showWindow(window: BoardWindow, told: WindowFigures): void {
    figure(`plays-${window}`, told.plays);
    figure(`listeners-${window}`, told.listeners);
    figure(`place-${window}`, told.place);
  }

  private showFinePrint({ asOf, listeners, withheld }: Board): void {
    const words = [
      asOf === undefined ? '' : text.item.asOf(text.time(asOf, Date.now()), text.zoneName()),
      listeners === undefined ? '' : text.item.listeners(listeners),
    ];
    write('as-of', words.filter(Boolean).join(' ') || NOTHING);
    write('withheld', withheld ? text.item.withheld(withheld) : NOTHING);
  }
}

/** Where it stands this hour, and how it moved; empty where it is on no board. */
export function standing({ place, prevPlace }: WindowFigures, kind: ItemKind): string {
  if (place === undefined) return '';
  const words = text.item.place(place, kind);
  if (prevPlace === null) return words + text.item.cameIn;
  if (prevPlace === undefined || prevPlace === place) return `${words}.`;
  return words + text.item.moved(prevPlace - place);
}

function figure(id: string, count: number | undefined): void {
  write(id, count === undefined ? UNKNOWN : text.number(count));
}

function write(id: string, words: string): void {
  const element = byId(id);
  if (element.textContent !== words) element.textContent = words;
}
