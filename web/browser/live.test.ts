import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasChromium, launchChromium } from './chromium.ts';
import { catalogue } from './fixture/catalogue.ts';
import { FixtureServer } from './fixture/fixture-server.ts';
import { titles, visit, waitForStatus } from './visit.ts';

/** What any server with plays has to show, be it the fixture or the real one at GROUNDSWELL_URL. */
describe.runIf(hasChromium())('a live server', () => {
  let browser: Browser;
  let base: string;
  let fixture: FixtureServer | undefined;
  let playing: NodeJS.Timeout | undefined;

  beforeAll(async () => {
    browser = await launchChromium();
    base = process.env.GROUNDSWELL_URL ?? (await startFixture());
  });

  afterAll(async () => {
    clearInterval(playing);
    await browser?.close();
    await fixture?.stop();
  });

  async function startFixture(): Promise<string> {
    fixture = new FixtureServer();
    let turn = 0;
    playing = setInterval(() => {
      fixture?.play(catalogue[turn++ % catalogue.length]?.id ?? '', 3);
    }, 500);
    return fixture.start();
  }

  test('fills the board and goes on changing it without a reload', async () => {
    const context = await browser.newContext();
    const { page, problems } = await visit(context, base);
    await page.locator('#top-tracks li[data-key]').first().waitFor({ timeout: 60_000 });
    await waitForStatus(page, 'live');
    const rows = () => page.locator('#top-tracks ol').textContent();
    const before = await rows();
    await vi.waitFor(async () => expect(await rows()).not.toBe(before), {
      timeout: 60_000,
      interval: 250,
    });
    expect((await titles(page)).every((title) => title.trim() !== '')).toBe(true);
    expect(await problems()).toEqual([]);
    await context.close();
  });

  test('shows what was just played', async () => {
    const context = await browser.newContext();
    const { page } = await visit(context, base);
    await page.locator('just-played li:not(.skeleton)').first().waitFor({ timeout: 60_000 });
    await context.close();
  });

  test('keeps the page of one item live over one connection', async () => {
    const context = await browser.newContext();
    const { page } = await visit(context, base);
    const first = page.locator('#top-genres a.title').first();
    await first.waitFor({ timeout: 60_000 });
    const connections: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/streams')) connections.push(request.url());
    });
    const address = new URL((await first.getAttribute('href')) ?? '', base).href;
    connections.length = 0;
    await page.goto(address);
    await waitForStatus(page, 'live');
    for (let change = 0; change < 3; change++) {
      const before = await page.locator('#as-of').textContent();
      await vi.waitFor(
        async () => expect(await page.locator('#as-of').textContent()).not.toBe(before),
        { timeout: 30_000, interval: 100 },
      );
      expect(await page.locator('feed-status').getAttribute('status')).toBe('live');
    }
    expect(connections).toHaveLength(1);
    await context.close();
  });

  test.each(['5m', '24h', '7d'])('switches to the window %s', async (window) => {
    const context = await browser.newContext();
    const { page, problems } = await visit(context, base);
    await page.locator(`#windows [data-value="${window}"]`).click();
    await page.locator('#top-tracks .as-of').waitFor({ timeout: 60_000 });
    expect(new URL(page.url()).searchParams.get('window')).toBe(window);
    expect(await problems()).toEqual([]);
    await context.close();
  });
});
