import { expect, test } from 'vitest';
import './index';
import type { FeedStatus } from '../../feed/feed-view';

const words: Record<FeedStatus, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting The last figures stay until it is back.',
  delayed: 'Delayed Figures are older than they should be.',
  offline: 'Offline You are offline. The last figures stay.',
  paused: 'Paused',
  ended: 'Ended Reload the page to start again.',
};

test.each(Object.entries(words))('%s is said in words, as a status', async (status, expected) => {
  const element = document.createElement('feed-status');
  element.status = status as FeedStatus;
  document.body.append(element);
  await element.updateComplete;
  const region = element.renderRoot.querySelector('[role=status]');
  expect(region?.textContent?.replace(/\s+/g, ' ').trim()).toBe(expected);
  expect(element.getAttribute('status')).toBe(status);
  element.remove();
});

test('figures that are not of now say of when they are', async () => {
  const element = document.createElement('feed-status');
  element.asOf = new Date(2026, 10, 22, 14, 5, 9).getTime();
  element.now = () => new Date(2026, 10, 22, 15, 0, 0).getTime();
  document.body.append(element);
  const said = async (status: FeedStatus) => {
    element.status = status;
    await element.updateComplete;
    return element.renderRoot.textContent;
  };
  expect(await said('offline')).toMatch(/They are of 0?2:05:09/);
  expect(await said('delayed')).toMatch(/They are of 0?2:05:09/);
  expect(await said('live')).not.toContain('They are of');
  element.remove();
});
