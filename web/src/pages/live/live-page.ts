import '../../components/feed-status';
import '../../components/just-played';
import '../../components/top-board';
import { BOARD_WINDOWS } from '../../components/top-board/top-board';
import { boardFeed } from '../../feed/board-feed';
import type { Held } from '../../feed/feed-kind';
import { FeedSubscription } from '../../feed/feed-subscription';
import type { FeedView } from '../../feed/feed-view';
import { inlinedSnapshot } from '../../feed/inlined-snapshot';
import type { Board } from '../../feed/payload';
import { playsFeed, type SampledPlays } from '../../feed/plays-feed';
import type { Surroundings } from '../../feed/surroundings';
import { type BoardWindow, text } from '../../text/en';
import { byId } from '../page';
import { showHero } from './hero';

const DEFAULT_WINDOW: BoardWindow = '1h';
/** Plays are shown at most so often: a list that never rests cannot be read. */
const PLAYS_CALM_MS = 2_000;

/** The live page: two feeds, the elements that show them, the window and the pause button. */
export class LivePage {
  private readonly top = byId<HTMLElementTagNameMap['top-board']>('top');
  private readonly status = byId<HTMLElementTagNameMap['feed-status']>('status');
  private readonly plays = byId<HTMLElementTagNameMap['just-played']>('plays');
  private readonly pauseButton = byId('pause');
  private readonly held = new Map<BoardWindow, Held<Board>>();
  private window: BoardWindow = DEFAULT_WINDOW;
  private board: FeedSubscription<Board> | undefined;
  private playsFeed: FeedSubscription<SampledPlays> | undefined;
  private nextPlays: SampledPlays | undefined;
  private paused = false;

  constructor(private readonly surroundings: Surroundings) {}

  start(): void {
    const asked = new URLSearchParams(location.search).get('window') as BoardWindow;
    this.window = BOARD_WINDOWS.includes(asked) ? asked : DEFAULT_WINDOW;
    this.takeInlined();
    this.followBoard();
    this.followPlays();
    this.top.addEventListener('window-change', (event) => {
      this.changeWindow((event as CustomEvent<BoardWindow>).detail);
    });
    this.pauseButton.hidden = false;
    this.pauseButton.addEventListener('click', () => this.togglePause());
  }

  private takeInlined(): void {
    const inlined = inlinedSnapshot(document, `trends.tracks.${this.window}`, boardFeed);
    if (inlined) this.held.set(this.window, inlined);
  }

  private followBoard(): void {
    const window = this.window;
    this.board = new FeedSubscription(
      `/api/v1/streams/trends/tracks?window=${window}`,
      boardFeed,
      this.surroundings,
      (view) => this.showBoard(view, window),
      this.held.get(window),
    );
    this.board.open();
  }

  private followPlays(): void {
    this.playsFeed = new FeedSubscription(
      '/api/v1/streams/plays',
      playsFeed,
      this.surroundings,
      (view) => this.showPlays(view.held?.payload),
    );
    this.playsFeed.open();
  }

  private showBoard({ status, held }: FeedView<Board>, window: BoardWindow): void {
    if (held) this.held.set(window, held);
    this.status.status = status;
    this.top.status = status;
    this.top.window = window;
    this.top.board = held?.payload;
    if (held) showHero(held.payload, window);
  }

  /** The first plays at once, later ones in steps. */
  private showPlays(plays: SampledPlays | undefined): void {
    if (!plays) return;
    const waiting = this.nextPlays !== undefined;
    this.nextPlays = plays;
    if (this.plays.plays === undefined) this.plays.plays = plays.items;
    if (waiting) return;
    this.surroundings.after(PLAYS_CALM_MS, () => {
      if (!this.paused) this.plays.plays = this.nextPlays?.items;
      this.nextPlays = undefined;
    });
  }

  private changeWindow(window: BoardWindow): void {
    this.board?.close();
    this.board = undefined;
    this.window = window;
    const address = new URL(location.href);
    if (window === DEFAULT_WINDOW) address.searchParams.delete('window');
    else address.searchParams.set('window', window);
    history.replaceState(null, '', address);
    if (this.paused) this.togglePause();
    this.followBoard();
  }

  private togglePause(): void {
    this.paused = !this.paused;
    this.pauseButton.toggleAttribute('data-paused', this.paused);
    byId('pause-word').textContent = this.paused ? text.resume : text.pause;
    for (const feed of [this.board, this.playsFeed]) {
      if (this.paused) feed?.pause();
      else feed?.resume();
    }
  }
}
