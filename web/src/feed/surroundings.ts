/** Takes back what was asked for: a timer, a listener. */
export type Cancel = () => void;

/** The part of EventSource that a feed uses. */
export interface Source {
  readonly readyState: number;
  addEventListener(name: string, listener: (event: Event) => void): void;
  close(): void;
}

/** The part of BroadcastChannel that tabs use. */
export interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/**
 * Everything a feed takes from its browser: time, chance, the network, the other tabs and the page
 * it is on. Tests bring their own.
 */
export interface Surroundings {
  now(): number;
  after(ms: number, then: () => void): Cancel;
  /** At least 0, less than 1. */
  chance(): number;
  openSource(url: string): Source;
  isOnline(): boolean;
  onOnlineChange(listener: () => void): Cancel;
  isHidden(): boolean;
  onHiddenChange(listener: () => void): Cancel;
  /** The page goes away, perhaps into the browser's back-forward cache. */
  onLeave(listener: () => void): Cancel;
  /** Absent where the browser cannot share a feed between tabs. */
  readonly tabs?: Tabs;
}

export interface Tabs {
  /** Calls `granted` once this tab alone holds `name`, and gives it up by the Cancel returned. */
  hold(name: string, granted: () => void): Cancel;
  channel(name: string): Channel;
}

/** EventSource.CONNECTING and CLOSED, which a test's source shares without a browser. */
export const CONNECTING = 0;
export const CLOSED = 2;

export function browserSurroundings(): Surroundings {
  const canShare = 'locks' in navigator && 'BroadcastChannel' in globalThis;
  return {
    now: () => Date.now(),
    after(ms, then) {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    chance: () => Math.random(),
    openSource: (url) => new EventSource(url),
    isOnline: () => navigator.onLine,
    onOnlineChange: (listener) => listen(window, ['online', 'offline'], listener),
    isHidden: () => document.hidden,
    onHiddenChange: (listener) => listen(document, ['visibilitychange'], listener),
    onLeave: (listener) => listen(window, ['pagehide'], listener),
    ...(canShare && { tabs: browserTabs() }),
  };
}

function browserTabs(): Tabs {
  return {
    hold(name, granted) {
      const waiting = new AbortController();
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      navigator.locks
        .request(name, { signal: waiting.signal }, () => {
          if (!waiting.signal.aborted) granted();
          return held;
        })
        .catch(() => undefined); // Given up before it was granted.
      return () => {
        waiting.abort();
        release();
      };
    },
    channel: (name) => new BroadcastChannel(name),
  };
}

function listen(target: EventTarget, names: readonly string[], listener: () => void): Cancel {
  for (const name of names) target.addEventListener(name, listener);
  return () => {
    for (const name of names) target.removeEventListener(name, listener);
  };
}
