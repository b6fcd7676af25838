import { beforeEach, describe, expect, test } from 'vitest';
import { boardFeed } from './board-feed';
import { FeedSubscription } from './feed-subscription';
import type { FeedView } from './feed-view';
import type { Board } from './payload';
import { TestBrowser, type TestTab } from './test-surroundings';

/** A tab that follows the feed, with all it has shown. */
interface Follower {
  readonly tab: TestTab;
  readonly feed: FeedSubscription<Board>;
  readonly shown: FeedView<Board>[];
}

let browser: TestBrowser;

beforeEach(() => {
  browser = new TestBrowser();
});

function follow(tab = browser.tab()): Follower {
  const shown: FeedView<Board>[] = [];
  const feed = new FeedSubscription('/feed', boardFeed, tab.surroundings, (view) =>
    shown.push(view),
  );
  feed.open();
  return { tab, feed, shown };
}

function begin(): void {
  browser.newest.open();
  browser.newest.say('snapshot', { items: [{ id: 'a', plays: 0 }] }, '0');
}

function count(to: number): void {
  browser.newest.say('delta', { base: `${to - 1}`, set: [{ id: 'a', plays: to }] }, `${to}`);
}

const status = ({ shown }: Follower) => shown.at(-1)?.status;
const plays = ({ shown }: Follower) => shown.at(-1)?.held?.payload.items[0]?.plays;
const allPlays = ({ shown }: Follower) => [
  ...new Set(shown.flatMap(({ held }) => held?.payload.items[0]?.plays ?? [])),
];

describe('tabs of one browser', () => {
  test('share one connection, and each sees every version', () => {
    const first = follow();
    const second = follow();
    begin();
    count(1);
    count(2);
    expect(browser.sources).toHaveLength(1);
    expect(allPlays(first)).toEqual([0, 1, 2]);
    expect(allPlays(second)).toEqual([0, 1, 2]);
  });

  test('pass events on, not the whole of what they hold', () => {
    const first = follow();
    const second = follow();
    begin();
    count(1);
    const held = second.shown.at(-1)?.held;
    expect(held).toEqual(first.shown.at(-1)?.held);
    second.tab.frozen = true;
    count(2);
    second.tab.frozen = false;
    count(3);
    expect(plays(second)).toBe(3);
  });

  test('a newcomer is told the present state', () => {
    follow();
    begin();
    count(1);
    const newcomer = follow();
    expect(plays(newcomer)).toBe(1);
    expect(status(newcomer)).toBe('live');
    expect(browser.sources).toHaveLength(1);
  });

  test('when the leader closes, another takes over behind the last cursor without a hole', () => {
    const leader = follow();
    const follower = follow();
    begin();
    count(1);
    leader.feed.close();
    expect(browser.connections).toHaveLength(1);
    expect(browser.newest.url).toBe('/feed?last_event_id=1');
    browser.newest.open();
    count(2);
    expect(allPlays(follower)).toEqual([0, 1, 2]);
    expect(allPlays(leader)).toEqual([0, 1]);
  });

  test('learn from the leader that it is offline', () => {
    follow();
    const follower = follow();
    begin();
    browser.setOnline(false);
    expect(status(follower)).toBe('offline');
    expect(plays(follower)).toBe(0);
  });

  test('a tab whose leader is frozen connects by itself until it hears from it again', () => {
    const leader = follow();
    const follower = follow();
    begin();
    leader.tab.frozen = true;
    browser.pass(29_999);
    expect(browser.sources).toHaveLength(1);
    browser.pass(5_001);
    expect(browser.connections).toHaveLength(2);
    expect(browser.newest.url).toContain('last_event_id=0');
    leader.tab.frozen = false;
    browser.connections[0]?.say('delta', { base: '0', set: [{ id: 'a', plays: 1 }] }, '1');
    expect(browser.connections).toHaveLength(1);
    expect(plays(follower)).toBe(1);
  });

  test('that cannot share connect each by themselves', () => {
    follow(browser.tab({ shares: false }));
    follow(browser.tab({ shares: false }));
    expect(browser.connections).toHaveLength(2);
  });
});

describe('a hidden page', () => {
  test('gives its connection back after 30 s and resumes when it is seen again', () => {
    const { tab } = follow();
    begin();
    count(1);
    tab.setHidden(true);
    browser.pass(29_999);
    expect(browser.connections).toHaveLength(1);
    browser.pass(1);
    expect(browser.connections).toHaveLength(0);
    tab.setHidden(false);
    expect(browser.newest.url).toContain('last_event_id=1');
  });

  test('that is seen again in time keeps its connection', () => {
    const { tab } = follow();
    begin();
    tab.setHidden(true);
    browser.pass(10_000);
    tab.setHidden(false);
    browser.pass(25_000);
    expect(browser.sources.length).toBeLessThan(3);
    expect(browser.connections).toHaveLength(1);
  });

  test('hands the lead to a visible one', () => {
    const hidden = follow();
    const visible = follow();
    begin();
    hidden.tab.setHidden(true);
    browser.pass(30_000);
    expect(browser.connections).toHaveLength(1);
    browser.newest.open();
    count(1);
    expect(plays(visible)).toBe(1);
    expect(plays(hidden)).toBe(0);
  });

  test('that is left gives its connection back at once, and returns with it', () => {
    const { tab } = follow();
    begin();
    tab.leave();
    expect(browser.connections).toHaveLength(0);
    tab.setHidden(false);
    expect(browser.connections).toHaveLength(1);
  });
});

describe('a paused page', () => {
  test('stands still and resumes behind its cursor', () => {
    const follower = follow();
    begin();
    follower.feed.pause();
    expect(status(follower)).toBe('paused');
    expect(browser.connections).toHaveLength(0);
    follower.feed.resume();
    expect(status(follower)).toBe('reconnecting');
    expect(browser.newest.url).toContain('last_event_id=0');
    browser.newest.open();
    count(1);
    expect(plays(follower)).toBe(1);
    expect(status(follower)).toBe('live');
  });

  test('does not stop the other tabs', () => {
    const pausing = follow();
    const other = follow();
    begin();
    pausing.feed.pause();
    browser.newest.open();
    count(1);
    expect(plays(other)).toBe(1);
    expect(plays(pausing)).toBe(0);
    expect(status(pausing)).toBe('paused');
    pausing.feed.resume();
    expect(plays(pausing)).toBe(1);
  });

  test('stays paused when it is hidden and seen again', () => {
    const { tab, feed } = follow();
    begin();
    feed.pause();
    tab.setHidden(true);
    tab.setHidden(false);
    expect(browser.connections).toHaveLength(0);
  });
});
