import { type Cancel, CLOSED, CONNECTING, type Source, type Surroundings } from './surroundings';

/** An EventSource whose server is the test. */
export class FakeSource extends EventTarget implements Source {
  readyState = CONNECTING;

  constructor(readonly url: string) {
    super();
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  say(name: string, data: unknown, id = ''): void {
    const event = new MessageEvent(name, { data: JSON.stringify(data), lastEventId: id });
    this.dispatchEvent(event);
  }

  /** The connection broke, and the browser tries again by itself. */
  break(): void {
    this.readyState = CONNECTING;
    this.dispatchEvent(new Event('error'));
  }

  /** The server refused, after which a browser gives up. */
  refuse(): void {
    this.readyState = CLOSED;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = CLOSED;
  }
}

/** A browser for one test: its tabs share time, network, locks and channels. */
export class TestBrowser {
  readonly sources: FakeSource[] = [];
  private time = 0;
  private online = true;
  private readonly timers = new Set<{ readonly at: number; readonly then: () => void }>();
  private readonly networkListeners = new Set<() => void>();
  private readonly locks = new Map<string, (() => void)[]>();
  private readonly channels = new Map<string, Set<FakeChannel>>();
  chance = 0.5;

  /** The sources that are still open or opening. */
  get connections(): FakeSource[] {
    return this.sources.filter((source) => source.readyState !== CLOSED);
  }

  get newest(): FakeSource {
    const source = this.sources.at(-1);
    if (!source) throw new Error('nothing was opened');
    return source;
  }

  /** Lets `ms` pass, running every timer that falls due in its order. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const due = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers.delete(due);
      this.time = due.at;
      due.then();
    }
    this.time = end;
  }

  setOnline(online: boolean): void {
    this.online = online;
    for (const listener of this.networkListeners) listener();
  }

  tab({ shares = true } = {}): TestTab {
    return new TestTab(this, shares);
  }

  surroundings(tab: TestTab, shares: boolean): Surroundings {
    return {
      now: () => this.time,
      after: (ms, then) => this.after(ms, then),
      chance: () => this.chance,
      openSource: (url) => {
        const source = new FakeSource(url);
        this.sources.push(source);
        return source;
      },
      isOnline: () => this.online,
      onOnlineChange: (listener) => subscribe(this.networkListeners, listener),
      isHidden: () => tab.hidden,
      onHiddenChange: (listener) => subscribe(tab.hiddenListeners, listener),
      onLeave: (listener) => subscribe(tab.leaveListeners, listener),
      ...(shares && {
        tabs: {
          hold: (name: string, granted: () => void) => this.hold(name, granted),
          channel: (name: string) => new FakeChannel(this.room(name), () => tab.frozen),
        },
      }),
    };
  }

  private after(ms: number, then: () => void): Cancel {
    const timer = { at: this.time + ms, then };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  private hold(name: string, granted: () => void): Cancel {
    const queue = this.locks.get(name) ?? [];
    this.locks.set(name, queue);
    queue.push(granted);
    if (queue.length === 1) granted();
    return () => {
      const place = queue.indexOf(granted);
      if (place >= 0) queue.splice(place, 1);
      if (place === 0) queue[0]?.();
    };
  }

  private room(name: string): Set<FakeChannel> {
    const room = this.channels.get(name) ?? new Set();
    this.channels.set(name, room);
    return room;
  }
}

/** One tab of a TestBrowser. A frozen tab hears nothing, as if the browser had stopped its script. */
export class TestTab {
  hidden = false;
  frozen = false;
  readonly hiddenListeners = new Set<() => void>();
  readonly leaveListeners = new Set<() => void>();
  readonly surroundings: Surroundings;

  constructor(browser: TestBrowser, shares: boolean) {
    this.surroundings = browser.surroundings(this, shares);
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    for (const listener of this.hiddenListeners) listener();
  }

  leave(): void {
    for (const listener of this.leaveListeners) listener();
  }
}

class FakeChannel {
  onmessage: ((event: MessageEvent) => void) | null = null;

  constructor(
    private readonly room: Set<FakeChannel>,
    private readonly isFrozen: () => boolean,
  ) {
    room.add(this);
  }

  postMessage(message: unknown): void {
    for (const other of this.room) {
      if (other === this || other.isFrozen()) continue;
      other.onmessage?.(new MessageEvent('message', { data: structuredClone(message) }));
    }
  }

  close(): void {
    this.room.delete(this);
  }
}

function subscribe(listeners: Set<() => void>, listener: () => void): Cancel {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
