import { FeedConnection } from './feed-connection';
import type { FeedKind, Held, WireEvent } from './feed-kind';
import type { FeedStatus, FeedView } from './feed-view';
import { asFields } from './payload';
import type { Cancel, Channel, Surroundings } from './surroundings';

/** Raised whenever tabs of two builds could not understand each other. */
const PROTOCOL = 2;
/** A leader that was silent for so long is asked whether it is there. */
const LEADER_QUIET_MS = 30_000;
const ANSWER_WITHIN_MS = 5_000;

/**
 * One feed for all tabs of a browser. The tab that holds the lock leads: it alone has a connection
 * and passes every event on to the others, who apply it as it did; who is new, or finds that an
 * event does not fit, asks for the whole view. When it goes, the browser grants the lock to another, which resumes behind the cursor it holds.
 *
 * A tab whose leader does not answer (the browser froze it, say) connects by itself meanwhile.
 */
export class SharedFeed<S> {
  private connection: FeedConnection<S> | undefined;
  private channel: Channel | undefined;
  private leads = false;
  private view: FeedView<S>;
  private timer: Cancel = () => {};
  private release: Cancel = () => {};

  constructor(
    private readonly url: string,
    private readonly kind: FeedKind<S>,
    private readonly surroundings: Surroundings,
    held: Held<S> | undefined,
    private readonly show: (view: FeedView<S>) => void,
  ) {
    this.view = { status: 'connecting', held };
  }

  start(): void {
    const { tabs } = this.surroundings;
    if (!tabs) {
      this.connect();
      return;
    }
    const name = `groundswell.feed.${PROTOCOL}:${this.url}`;
    this.channel = tabs.channel(name);
    this.channel.onmessage = (event) => this.hear(event.data);
    this.release = tabs.hold(name, () => this.lead());
    if (!this.leads) this.ask();
  }

  stop(): void {
    this.timer();
    this.connection?.close();
    this.connection = undefined;
    this.leads = false;
    this.channel?.close();
    this.channel = undefined;
    this.release();
  }

  private lead(): void {
    this.timer();
    this.leads = true;
    if (this.connection) this.tell();
    else this.connect();
  }

  private connect(): void {
    this.connection = new FeedConnection(
      this.url,
      this.kind,
      this.surroundings,
      this.view.held,
      (view, event) => {
        this.take(view);
        if (this.leads) this.tell(event);
      },
    );
    this.connection.open();
  }

  private hear(message: unknown): void {
    const fields = asFields(message);
    if (this.leads) {
      if (fields?.kind === 'ask') this.tell();
    } else if (fields?.kind === 'view') {
      this.follow(fields.view as FeedView<S>);
    } else if (fields?.kind === 'event') {
      const held = this.kind.reduce(this.view.held, fields.event as WireEvent);
      if (held === 'mismatch') this.ask();
      else if (held !== 'ignored') this.follow({ status: fields.status as FeedStatus, held });
    }
  }

  private follow(view: FeedView<S>): void {
    this.connection?.close();
    this.connection = undefined;
    this.take(view);
    this.watchLeader();
  }

  /** An event where it alone made the view: that is much less than the view. */
  private tell(event?: WireEvent): void {
    const { view } = this;
    this.channel?.postMessage(
      event ? { kind: 'event', event, status: view.status } : { kind: 'view', view },
    );
  }

  private ask(): void {
    this.channel?.postMessage({ kind: 'ask' });
    this.timer();
    this.timer = this.surroundings.after(ANSWER_WITHIN_MS, () => {
      if (!this.connection) this.connect();
    });
  }

  private watchLeader(): void {
    this.timer();
    this.timer = this.surroundings.after(LEADER_QUIET_MS, () => this.ask());
  }

  private take(view: FeedView<S>): void {
    // A leader that has just begun has nothing yet; what this tab already shows stays.
    this.view = view.held ? view : { status: view.status, held: this.view.held };
    this.show(this.view);
  }
}
