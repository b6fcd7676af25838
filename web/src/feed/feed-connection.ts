import { backOff } from './back-off';
import type { FeedKind, Held, WireEvent } from './feed-kind';
import type { FeedStatus, FeedView } from './feed-view';
import { asFields } from './payload';
import { type Cancel, CLOSED, CONNECTING, type Source, type Surroundings } from './surroundings';

/** A connection that held this long was a good one: the next failure starts from the shortest wait. */
const GOOD_AFTER_MS = 10_000;
/** A source that has not opened by then is given up. */
const PATIENCE_MS = 10_000;
/** Silence after which the connection is proved by opening it anew; doubles while it stays silent. */
const QUIET_MS = 30_000;
const QUIET_LONGEST_MS = 300_000;
const LONGEST_BYE_MS = 300_000;
/** A stream that resumes and is stale says so within this; else it is not. */
const SETTLED_AFTER_MS = 2_000;

/** Told of every change: the view, and the event it came by where an event alone made it. */
export type Show<S> = (view: FeedView<S>, event?: WireEvent) => void;

/**
 * One EventSource to one feed, kept open: it resumes behind its cursor, asks for a new snapshot
 * where a delta does not fit, obeys `bye`, backs off, and waits while the browser is offline.
 *
 * An EventSource hides comment lines, so silence may mean a quiet topic or a dead connection. After
 * QUIET_MS of it the connection is opened anew behind its cursor: that costs one request if all was
 * well, and loses nothing if it was not.
 */
export class FeedConnection<S> {
  private source: Source | undefined;
  private status: FeedStatus = 'connecting';
  private attempts = 0;
  private openedAt: number | undefined;
  private browserMayRetry = true;
  private quietMs = QUIET_MS;
  private timer: Cancel = () => {};
  private settling: Cancel = () => {};
  private stopOnline: Cancel = () => {};

  constructor(
    private readonly url: string,
    private readonly kind: FeedKind<S>,
    private readonly surroundings: Surroundings,
    private held: Held<S> | undefined,
    private readonly show: Show<S>,
  ) {}

  open(): void {
    this.stopOnline = this.surroundings.onOnlineChange(() => this.followNetwork());
    this.followNetwork();
  }

  /** Closes it for good; nothing is shown afterwards. */
  close(): void {
    this.stopOnline();
    this.drop();
  }

  private followNetwork(): void {
    this.drop();
    if (!this.surroundings.isOnline()) {
      this.become('offline');
      return;
    }
    if (this.status === 'offline') this.become('reconnecting');
    this.connect();
  }

  private connect(): void {
    this.drop();
    const source = this.surroundings.openSource(this.address());
    this.source = source;
    this.browserMayRetry = true;
    source.addEventListener('open', () => this.opened());
    source.addEventListener('error', () => this.failed(source));
    for (const name of new Set([...this.kind.events, 'reset', 'bye'])) {
      source.addEventListener(name, (event) => {
        if (this.source === source) this.receive(name, event as MessageEvent);
      });
    }
    this.waitForOpen();
  }

  private address(): string {
    if (!this.held?.id) return this.url;
    const join = this.url.includes('?') ? '&' : '?';
    return `${this.url}${join}last_event_id=${encodeURIComponent(this.held.id)}`;
  }

  private opened(): void {
    this.openedAt = this.surroundings.now();
    this.browserMayRetry = true;
    if (this.held) this.settle(this.held);
    this.watchForSilence();
  }

  /**
   * What was stale before the connection may not be now, and nothing says so until the next version:
   * it stays delayed only until the stream has had time to say it again.
   */
  private settle(held: Held<S>): void {
    this.become(this.statusOfPayload());
    if (this.status !== 'delayed') return;
    this.held = { id: held.id, payload: this.kind.fresh(held.payload) };
    this.settling = this.surroundings.after(SETTLED_AFTER_MS, () => {
      this.become(this.statusOfPayload());
    });
  }

  /** The browser's own first retry is the cheapest way back; from the second on we back off. */
  private failed(source: Source): void {
    if (this.source !== source) return;
    if (source.readyState === CONNECTING && this.browserMayRetry) {
      this.browserMayRetry = false;
      this.become('reconnecting');
      this.waitForOpen();
    } else {
      this.retry('reconnecting');
    }
  }

  private receive(name: string, message: MessageEvent): void {
    const event = parse(name, message);
    this.quietMs = QUIET_MS;
    this.watchForSilence();
    if (name === 'bye') this.leave(event);
    else if (name === 'reset') this.forgetCursor();
    else this.take(event);
  }

  private take(event: WireEvent): void {
    const next = this.kind.reduce(this.held, event);
    if (next === 'ignored') return;
    if (next === 'mismatch') {
      this.forgetCursor();
      this.retry('reconnecting');
      return;
    }
    this.held = next;
    this.status = this.statusOfPayload();
    this.show({ status: this.status, held: this.held }, event);
  }

  /** What is shown stays; the next connection begins with a snapshot, and no delta fits until then. */
  private forgetCursor(): void {
    if (this.held) this.held = { id: '', payload: this.held.payload };
  }

  private leave(event: WireEvent): void {
    const fields = asFields(event.data);
    if (fields?.retry_after_ms === null) {
      this.drop();
      this.become('ended');
      return;
    }
    const told = Number(fields?.retry_after_ms);
    if (Number.isFinite(told) && told >= 0) {
      this.reconnectAfter(Math.min(told, LONGEST_BYE_MS) * (1 + 0.2 * this.surroundings.chance()));
      this.become('reconnecting');
    } else {
      this.retry('reconnecting');
    }
  }

  private retry(status: FeedStatus): void {
    const heldFor = this.openedAt === undefined ? 0 : this.surroundings.now() - this.openedAt;
    if (heldFor >= GOOD_AFTER_MS) this.attempts = 0;
    this.reconnectAfter(backOff(this.attempts, this.surroundings.chance()));
    this.attempts += 1;
    this.become(status);
  }

  private reconnectAfter(ms: number): void {
    this.drop();
    this.timer = this.surroundings.after(ms, () => this.connect());
  }

  private waitForOpen(): void {
    this.timer();
    this.timer = this.surroundings.after(PATIENCE_MS, () => {
      this.retry(this.status === 'live' ? 'delayed' : 'reconnecting');
    });
  }

  private watchForSilence(): void {
    this.timer();
    this.timer = this.surroundings.after(this.quietMs, () => {
      this.quietMs = Math.min(this.quietMs * 2, QUIET_LONGEST_MS);
      this.attempts = 0;
      this.connect();
    });
  }

  private drop(): void {
    this.timer();
    this.settling();
    if (this.source && this.source.readyState !== CLOSED) this.source.close();
    this.source = undefined;
    this.openedAt = undefined;
  }

  private statusOfPayload(): FeedStatus {
    return this.held && this.kind.isStale(this.held.payload) ? 'delayed' : 'live';
  }

  private become(status: FeedStatus): void {
    if (status === this.status && status !== 'connecting') return;
    this.status = status;
    this.show({ status, held: this.held });
  }
}

/** Data that is not JSON is no data: the kind then ignores the event. */
function parse(name: string, message: MessageEvent): WireEvent {
  let data: unknown;
  try {
    data = JSON.parse(String(message.data));
  } catch {
    data = undefined;
  }
  return { name, id: message.lastEventId, data };
}
