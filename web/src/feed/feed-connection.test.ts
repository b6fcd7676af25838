import { beforeEach, describe, expect, test } from 'vitest';
import { boardFeed } from './board-feed';
import { FeedConnection } from './feed-connection';
import type { FeedView } from './feed-view';
import type { Board } from './payload';
import { TestBrowser } from './test-surroundings';

const URL_OF_FEED = '/feed?window=1h';
let browser: TestBrowser;
let view: FeedView<Board>;
let connection: FeedConnection<Board>;

beforeEach(() => {
  browser = new TestBrowser();
  view = { status: 'connecting' };
  connection = connect();
});

function connect(held?: FeedView<Board>['held']): FeedConnection<Board> {
  const made = new FeedConnection(
    URL_OF_FEED,
    boardFeed,
    browser.tab().surroundings,
    held,
    (shown) => {
      view = shown;
    },
  );
  made.open();
  return made;
}

function snapshot(id: string, plays = 1, more: object = {}): void {
  browser.newest.say('snapshot', { items: [{ id: 'a', plays }], ...more }, id);
}

function delta(base: string, id: string, plays: number, more: object = {}): void {
  browser.newest.say('delta', { base, set: [{ id: 'a', plays }], ...more }, id);
}

const plays = () => view.held?.payload.items[0]?.plays;

test('a snapshot and the deltas behind it are shown live', () => {
  browser.newest.open();
  snapshot('1');
  delta('1', '2', 5);
  expect(view.status).toBe('live');
  expect(plays()).toBe(5);
});

test('unknown events, broken data and unknown fields change nothing', () => {
  browser.newest.open();
  snapshot('1', 1, { some_later_field: [] });
  browser.newest.say('rumour', { items: [] }, '9');
  browser.newest.dispatchEvent(new MessageEvent('snapshot', { data: '{', lastEventId: '8' }));
  expect(view.held?.id).toBe('1');
  expect(view.status).toBe('live');
});

test('a delta on another base brings a new snapshot without the cursor', () => {
  browser.newest.open();
  snapshot('1');
  delta('0', '2', 5);
  expect(view.status).toBe('reconnecting');
  expect(plays()).toBe(1);
  browser.pass(1_000);
  expect(browser.newest.url).toBe(URL_OF_FEED);
  expect(browser.connections).toHaveLength(1);
});

test('a feed that never fits is asked ever more rarely', () => {
  for (let round = 0; round < 100; round++) {
    browser.newest.open();
    snapshot('1');
    delta('0', '2', 5);
    browser.pass(1_000);
  }
  expect(browser.sources.length).toBeLessThan(12);
});

test('the browser resumes first; what it cannot, we resume behind the cursor', () => {
  browser.newest.open();
  snapshot('c 1');
  browser.newest.break();
  expect(view.status).toBe('reconnecting');
  expect(browser.sources).toHaveLength(1);
  browser.newest.break();
  expect(browser.connections).toHaveLength(0);
  browser.pass(1_000);
  expect(browser.newest.url).toBe(`${URL_OF_FEED}&last_event_id=c%201`);
  browser.newest.open();
  expect(view.status).toBe('live');
});

test('a refusal is retried with growing waits', () => {
  const opened = [];
  for (let second = 0; second < 30; second++) {
    if (browser.connections.length > 0) {
      browser.newest.refuse();
      opened.push(second);
    }
    browser.pass(1_000);
  }
  expect(opened).toEqual([0, 1, 3, 6, 12, 24]);
});

test('reset drops the cursor but not what is shown', () => {
  browser.newest.open();
  snapshot('1');
  browser.newest.say('reset', { reason: 'cursor_expired' });
  expect(plays()).toBe(1);
  snapshot('7', 9);
  delta('7', '8', 10);
  expect(plays()).toBe(10);
});

test('bye is obeyed to the moment, and the feed goes on behind its cursor', () => {
  browser.newest.open();
  snapshot('1');
  browser.newest.say('bye', { reason: 'deploy', retry_after_ms: 4_200 });
  expect(browser.connections).toHaveLength(0);
  browser.pass(4_199);
  expect(browser.sources).toHaveLength(1);
  browser.pass(841);
  expect(browser.newest.url).toContain('last_event_id=1');
});

test('a bye for ever ends it', () => {
  browser.newest.open();
  browser.newest.say('bye', { retry_after_ms: null });
  browser.pass(3_600_000);
  expect(view.status).toBe('ended');
  expect(browser.sources).toHaveLength(1);
});

test('a payload that calls itself stale is delayed until one does not', () => {
  browser.newest.open();
  snapshot('1', 1, { stale: true });
  expect(view.status).toBe('delayed');
  delta('1', '2', 2);
  expect(view.status).toBe('live');
});

test('what was stale before a resumption is so only if the stream says it again', () => {
  browser.newest.open();
  snapshot('1', 1, { stale: true });
  browser.newest.break();
  browser.newest.open();
  expect(view.status).toBe('delayed');
  browser.pass(2_000);
  expect(view.status).toBe('live');
  expect(view.held?.payload.stale).toBe(false);
});

test('a stream that is still stale after a resumption is never called live', () => {
  const seen: string[] = [];
  browser.newest.open();
  snapshot('1', 1, { stale: true });
  browser.newest.break();
  browser.newest.open();
  browser.newest.say('delta', { base: '1', stale: true }, '1');
  for (let second = 0; second < 5; second++) {
    browser.pass(1_000);
    seen.push(view.status);
  }
  expect(new Set(seen)).toEqual(new Set(['delayed']));
});

describe('silence', () => {
  beforeEach(() => {
    browser.newest.open();
    snapshot('1');
    browser.pass(30_000);
  });

  test('is probed by a connection behind the same cursor, which nobody notices if all is well', () => {
    expect(browser.sources).toHaveLength(2);
    expect(browser.connections).toHaveLength(1);
    expect(browser.newest.url).toContain('last_event_id=1');
    expect(view.status).toBe('live');
    browser.newest.open();
    expect(view.status).toBe('live');
  });

  test('is delay if the probe does not open', () => {
    browser.pass(10_000);
    expect(view.status).toBe('delayed');
    expect(plays()).toBe(1);
  });

  test('of a quiet topic is probed more and more rarely', () => {
    browser.newest.open();
    browser.pass(59_999);
    expect(browser.sources).toHaveLength(2);
    browser.pass(1);
    expect(browser.sources).toHaveLength(3);
  });
});

test('offline keeps the last data, and online resumes at once', () => {
  browser.newest.open();
  snapshot('1');
  browser.setOnline(false);
  expect(view).toMatchObject({ status: 'offline', held: { id: '1' } });
  browser.pass(3_600_000);
  expect(browser.connections).toHaveLength(0);
  browser.setOnline(true);
  expect(browser.newest.url).toContain('last_event_id=1');
  browser.newest.open();
  expect(view.status).toBe('live');
});

test('what is already held is resumed from', () => {
  connection.close();
  connect({ id: '41', payload: { items: [] } });
  expect(browser.newest.url).toContain('last_event_id=41');
});

test('a closed connection leaves nothing behind', () => {
  browser.newest.open();
  snapshot('1');
  connection.close();
  browser.pass(3_600_000);
  browser.setOnline(false);
  browser.setOnline(true);
  expect(browser.connections).toHaveLength(0);
  expect(browser.sources).toHaveLength(1);
});
