import { artistsOf, titleOf } from '../../components/track-words';
import type { Board, BoardItem } from '../../feed/payload';
import { type BoardWindow, text } from '../../text/en';

/** The sentence a board makes: a number, what it counts, and one finding about one track. */
export interface Sentence {
  readonly count?: number;
  readonly unit: string;
  readonly finding?: Finding;
}

export interface Finding {
  readonly subject: string;
  readonly rest: string;
  /** Only what rises is coloured. */
  readonly rising: boolean;
}

/** A climb of fewer places is the noise of every minute. */
const WORTH_SAYING = 2;

/**
 * What to say about a board. Where it does not carry the total of all plays, the sentence says what
 * the number really is: the plays of the rows that are known.
 */
export function sentenceOf(board: Board, window: BoardWindow): Sentence {
  const first = board.items[0];
  if (!first) return { unit: text.sentence.waiting };
  const sum = board.items.reduce((plays, item) => plays + item.plays, 0);
  return {
    count: board.plays ?? sum,
    unit:
      board.plays === undefined
        ? text.sentence.playsOfTop(sum, board.items.length, window)
        : text.sentence.plays(board.plays, window),
    finding: findingOf(board.items, first, window),
  };
}

function findingOf(items: readonly BoardItem[], first: BoardItem, window: BoardWindow): Finding {
  const climber = items.reduce((best, item) => (climb(item) > climb(best) ? item : best), first);
  return climb(climber) >= WORTH_SAYING
    ? {
        subject: titleOf(climber),
        rest: text.sentence.climbs(climb(climber), window),
        rising: true,
      }
    : { subject: titleOf(first), rest: text.sentence.leads(artistsOf(first)), rising: false };
}

function climb(item: BoardItem): number {
  return item.prevRank ? item.prevRank - item.rank : 0;
}
