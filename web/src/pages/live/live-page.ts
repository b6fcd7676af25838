import { calm } from '../../feed/calm';
import { FeedSubscription } from '../../feed/feed-subscription';
import type { FeedView } from '../../feed/feed-view';
import { inlinedSnapshots } from '../../feed/inlined-snapshot';
import type { Surroundings } from '../../feed/surroundings';
import { heldOf, type Topics, topicsFeed } from '../../feed/topics-feed';
import { type BoardWindow, text } from '../../text/text';
import { byId } from '../page';
import { PauseButton } from '../pause-button';
import { LiveView } from './live-view';
import { boardIn, kindOf, topicsOf, trends, WINDOWS } from './topics';

const DEFAULT_WINDOW: BoardWindow = '1h';
/** Figures change at most so often: a page that never rests cannot be read. */
const CALM_MS = 1_000;

/** The live page: one feed of many topics, the view that shows them, the window and the pause. */
export class LivePage {
  private readonly view: LiveView;
  private readonly status = byId<HTMLElementTagNameMap['feed-status']>('status');
  private readonly switch = byId<HTMLElementTagNameMap['choice-switch']>('windows');
  private readonly pause = new PauseButton((paused) => this.setPaused(paused));
  private readonly showCalmly: (topics: Topics) => void;
  /** Everything that was ever seen, other windows' boards too. */
  private topics: Topics;
  private window: BoardWindow = DEFAULT_WINDOW;
  private feed: FeedSubscription<Topics> | undefined;

  constructor(private readonly surroundings: Surroundings) {
    const isStill = () => this.pause.paused;
    this.view = new LiveView(surroundings, isStill);
    this.topics = inlinedSnapshots(document, kindOf);
    this.showCalmly = calm(
      CALM_MS,
      surroundings,
      // Not what it was told then: more may have been seen since.
      () => this.view.show(this.topics, this.window),
      isStill,
    );
  }

  start(): void {
    const asked = new URLSearchParams(location.search).get('window') as BoardWindow;
    this.window = WINDOWS.includes(asked) ? asked : DEFAULT_WINDOW;
    this.switch.choices = WINDOWS.map((value) => ({ value, label: text.window[value] }));
    this.switch.label = text.windowSwitch;
    this.switch.addEventListener('choose', (event) => {
      this.changeWindow((event as CustomEvent<BoardWindow>).detail);
    });
    this.follow();
  }

  private follow(): void {
    this.switch.value = this.window;
    this.view.show(this.topics, this.window);
    const names = topicsOf(this.window);
    this.feed = new FeedSubscription(
      `/api/v1/streams?topics=${names.join()}`,
      topicsFeed((topic) => (names.includes(topic) ? kindOf(topic) : undefined)),
      this.surroundings,
      (view) => this.take(view),
      heldOf(this.topics, names),
    );
    this.feed.open();
  }

  private take({ status, held }: FeedView<Topics>): void {
    const before = Object.keys(this.topics).length;
    if (held) this.topics = { ...this.topics, ...held.payload };
    const hasNew = Object.keys(this.topics).length > before;
    // Another window is another connection: that it opens is no news while it takes no time.
    if (status !== 'connecting' || this.status.status === 'paused') this.status.status = status;
    this.status.asOf = boardIn(this.topics, trends('tracks', this.window))?.asOf;
    this.view.status(status);
    // What is seen for the first time waits for nothing.
    if (hasNew) this.view.show(this.topics, this.window);
    else this.showCalmly(this.topics);
  }

  private changeWindow(window: BoardWindow): void {
    // Who asks for something else lets the page go on; first, since a closed feed stays closed.
    if (this.pause.paused) this.pause.toggle();
    this.feed?.close();
    this.window = window;
    const address = new URL(location.href);
    if (window === DEFAULT_WINDOW) address.searchParams.delete('window');
    else address.searchParams.set('window', window);
    history.replaceState(null, '', address);
    this.follow();
  }

  private setPaused(paused: boolean): void {
    if (paused) this.feed?.pause();
    else this.feed?.resume();
  }
}
