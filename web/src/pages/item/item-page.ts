import { boardFeed } from '../../feed/board-feed';
import { calm } from '../../feed/calm';
import { FeedSubscription } from '../../feed/feed-subscription';
import type { FeedView } from '../../feed/feed-view';
import { inlinedSnapshots } from '../../feed/inlined-snapshot';
import type { Board } from '../../feed/payload';
import type { Surroundings } from '../../feed/surroundings';
import { heldOf, type Topics, topicsFeed } from '../../feed/topics-feed';
import type { ItemKind } from '../../text/text';
import { byId } from '../page';
import { PauseButton } from '../pause-button';
import { ItemView } from './item-view';

/** Figures change at most so often: a page that never rests cannot be read. */
const CALM_MS = 1_000;

/** The page of one track, artist or genre: its portrait's feed, the view that shows it, the pause. */
export class ItemPage {
  private readonly status = byId<HTMLElementTagNameMap['feed-status']>('status');
  private readonly pause = new PauseButton((paused) => this.setPaused(paused));
  private readonly topic: string;
  private readonly show: (board: Board) => void;
  private readonly feed: FeedSubscription<Topics>;

  constructor(surroundings: Surroundings) {
    const { kind = '', id = '' } = byId('item').dataset;
    const view = new ItemView(kind as ItemKind);
    this.topic = `${kind}.${id}`;
    this.show = calm(
      CALM_MS,
      surroundings,
      (board) => view.show(board),
      () => this.pause.paused,
    );
    const kindOf = (topic: string) => (topic === this.topic ? boardFeed : undefined);
    this.feed = new FeedSubscription(
      `/api/v1/streams?topics=${encodeURIComponent(this.topic)}`,
      topicsFeed(kindOf),
      surroundings,
      (seen) => this.take(seen),
      heldOf(inlinedSnapshots(document, kindOf), [this.topic]),
    );
  }

  start(): void {
    this.feed.open();
  }

  private take({ status, held }: FeedView<Topics>): void {
    const board = held?.payload[this.topic]?.payload as Board | undefined;
    this.status.status = status;
    this.status.asOf = board?.asOf;
    if (board) this.show(board);
  }

  private setPaused(paused: boolean): void {
    if (paused) this.feed.pause();
    else this.feed.resume();
  }
}
