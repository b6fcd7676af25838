import { calm } from '../../feed/calm';
import type { FeedStatus } from '../../feed/feed-view';
import type { Board } from '../../feed/payload';
import type { SampledPlays } from '../../feed/plays-feed';
import type { Surroundings } from '../../feed/surroundings';
import type { Topics } from '../../feed/topics-feed';
import type { BoardWindow, ItemKind } from '../../text/text';
import { byId } from '../page';
import { showFinding, showPulse } from './hero';
import { isKiosk } from './kiosk';
import { findingOf } from './sentence';
import { boardIn, HOURS, KINDS, PLAYS, PULSE, rising, trends, WAVE } from './topics';

const PLAYS_CALM_MS = 2_000;
/** Shapes as wide as the page move seldom. */
const SHAPES_CALM_MS = 10_000;

/** On a wide page the tracks stand alone in their column. */
const WIDE = '(min-width: 1800px)';
const WIDE_ROWS = 16;
/** On a wall everything is to be seen at once. */
const KIOSK_ROWS = 5;

/** The parts of the live page, and which topic each of them shows. */
export class LiveView {
  private readonly tops = KINDS.map((kind) =>
    byId<HTMLElementTagNameMap['top-board']>(`top-${kind}`),
  );
  private readonly rising = byId<HTMLElementTagNameMap['rising-board']>('rising');
  private readonly plays = byId<HTMLElementTagNameMap['just-played']>('plays');
  private readonly wave = byId<HTMLElementTagNameMap['genre-wave']>('wave');
  private readonly hours = byId<HTMLElementTagNameMap['listening-hours']>('hours');
  private readonly showPlays: (plays: SampledPlays) => void;
  private readonly showWave: (board: Board) => void;
  private readonly showHours: (board: Board) => void;
  private pulse: Board | undefined;

  /** @param isStill whether the reader paused it */
  constructor(surroundings: Surroundings, isStill: () => boolean) {
    const [tracks] = this.tops;
    if (tracks && isKiosk(document.documentElement)) tracks.rows = KIOSK_ROWS;
    else if (tracks && matchMedia(WIDE).matches) tracks.rows = WIDE_ROWS;
    const seldom = <T>(ms: number, show: (value: T) => void) =>
      calm(ms, surroundings, show, isStill);
    this.showPlays = seldom(PLAYS_CALM_MS, (plays) => {
      this.plays.plays = plays.items;
    });
    this.showWave = seldom(SHAPES_CALM_MS, (board) => {
      this.wave.pulse = this.pulse;
      this.wave.board = board;
    });
    this.showHours = seldom(SHAPES_CALM_MS, (board) => {
      this.hours.board = board;
    });
  }

  /** Shows what is new; what is the same object as before costs nothing. */
  show(topics: Topics, window: BoardWindow): void {
    for (const top of this.tops) {
      top.window = window;
      top.board = boardIn(topics, trends(top.kind, window));
    }
    this.showRising(topics);
    this.pulse = boardIn(topics, PULSE);
    if (this.pulse) showPulse(this.pulse);
    const wave = boardIn(topics, WAVE);
    if (wave) this.showWave(wave);
    const hours = boardIn(topics, HOURS);
    if (hours) this.showHours(hours);
    const plays = topics[PLAYS]?.payload as SampledPlays | undefined;
    if (plays) this.showPlays(plays);
    this.showFinding(topics, window);
  }

  status(status: FeedStatus): void {
    for (const top of this.tops) top.status = status;
  }

  private showRising(topics: Topics): void {
    const boards: Partial<Record<ItemKind, Board>> = {};
    for (const kind of KINDS) {
      const board = boardIn(topics, rising(kind));
      if (board) boards[kind] = board;
    }
    const before = this.rising.boards;
    if (KINDS.some((kind) => boards[kind] !== before[kind])) this.rising.boards = boards;
  }

  private showFinding(topics: Topics, window: BoardWindow): void {
    const wave = boardIn(topics, WAVE);
    const shown: ItemKind = wave?.shows === 'artists' ? 'artists' : 'genres';
    const finding = findingOf({
      wave,
      rising: boardIn(topics, rising(shown)),
      tracks: boardIn(topics, trends('tracks', window)),
      window,
    });
    showFinding(finding);
    this.wave.rising = finding?.band ?? '';
  }
}
