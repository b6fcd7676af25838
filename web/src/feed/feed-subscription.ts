import type { FeedKind, Held } from './feed-kind';
import type { FeedView } from './feed-view';
import { SharedFeed } from './shared-feed';
import type { Cancel, Surroundings } from './surroundings';

/** A page hidden for so long gives its connection back. */
const HIDDEN_MS = 30_000;

/**
 * A page's interest in one feed: it can be paused, it rests while the page is hidden, and each time
 * it goes on from what it last held.
 */
export class FeedSubscription<S> {
  private feed: SharedFeed<S> | undefined;
  private view: FeedView<S>;
  private paused = false;
  private timer: Cancel = () => {};
  private readonly stops: Cancel[];

  constructor(
    private readonly url: string,
    private readonly kind: FeedKind<S>,
    private readonly surroundings: Surroundings,
    private readonly show: (view: FeedView<S>) => void,
    held?: Held<S>,
  ) {
    this.view = { status: 'connecting', held };
    this.stops = [
      surroundings.onHiddenChange(() => this.followPage()),
      surroundings.onLeave(() => this.rest()),
    ];
  }

  /** Shows what is already held, then follows the feed. */
  open(): void {
    this.show(this.view);
    this.followPage();
  }

  pause(): void {
    this.paused = true;
    this.rest();
    this.take({ status: 'paused', held: this.view.held });
  }

  resume(): void {
    this.paused = false;
    this.take({ status: 'reconnecting', held: this.view.held });
    this.followPage();
  }

  close(): void {
    for (const stop of this.stops) stop();
    this.rest();
  }

  private followPage(): void {
    this.timer();
    if (this.surroundings.isHidden()) {
      this.timer = this.surroundings.after(HIDDEN_MS, () => this.rest());
    } else if (!this.paused && !this.feed) {
      this.follow();
    }
  }

  private follow(): void {
    this.feed = new SharedFeed(this.url, this.kind, this.surroundings, this.view.held, (view) =>
      this.take(view),
    );
    this.feed.start();
  }

  private rest(): void {
    this.timer();
    this.feed?.stop();
    this.feed = undefined;
  }

  private take(view: FeedView<S>): void {
    this.view = view;
    this.show(view);
  }
}
