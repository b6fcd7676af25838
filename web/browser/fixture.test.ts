import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasChromium, launchChromium } from './chromium.ts';
import { FixtureServer } from './fixture/fixture-server.ts';
import { playsAt, status, titles, visit, waitForStatus } from './visit.ts';

const TOPIC = 'trends.tracks.1h';
const HOW_LONG = { timeout: 15_000, interval: 50 };

describe.runIf(hasChromium())('the live page', () => {
  let browser: Browser;
  let context: BrowserContext;
  let fixture: FixtureServer;
  let base: string;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    fixture = new FixtureServer();
    base = await fixture.start();
    context = await browser.newContext({ timezoneId: 'Europe/Berlin' });
  });
  afterEach(async () => {
    await context.close();
    await fixture.stop();
  });

  const open = async (): Promise<Page> => {
    const { page } = await visit(context, base);
    await waitForStatus(page, 'live');
    return page;
  };
  const shows = (page: Page, plays: number) =>
    vi.waitFor(async () => expect(await playsAt(page, 1)).toBe(plays), HOW_LONG);

  test('shows the board, and nothing it does breaks the content policy', async () => {
    const { page, problems } = await visit(context, base);
    await waitForStatus(page, 'live');
    expect((await titles(page)).slice(0, 2)).toEqual(['Harbour Lights Out', 'Slow Ferry']);
    await page.locator('just-played li:not(.skeleton)').first().waitFor();
    expect(await page.locator('#top-tracks .as-of').textContent()).toContain('Europe/Berlin');
    expect(await page.locator('.simulated').isVisible()).toBe(false);
    expect(await problems()).toEqual([]);
  });

  test('a play that is committed after it opened appears, and reorders the rows', async () => {
    const { page, problems } = await visit(context, base);
    await waitForStatus(page, 'live');
    fixture.play('t02', 9_000);
    await shows(page, 16_693);
    expect((await titles(page))[0]).toBe('Slow Ferry');
    expect(await problems()).toEqual([]);
  });

  test('an inlined snapshot is shown, and gone on from behind its cursor', async () => {
    await fixture.stop();
    fixture = new FixtureServer({ inlineSnapshot: true, simulated: true });
    base = await fixture.start();
    const { page, problems } = await visit(context, base);
    await waitForStatus(page, 'live');
    expect(fixture.subscriptions.find(({ topic }) => topic === TOPIC)?.cursor).toBe('1h-1');
    expect(fixture.subscriptions.find(({ topic }) => topic === 'wave')?.cursor).toBe('wave-1');
    fixture.play('t01');
    await shows(page, 11_411);
    expect(await page.locator('.simulated').isVisible()).toBe(true);
    expect(await problems()).toEqual([]);
  });

  test('another window shows another board and lets the first go', async () => {
    const page = await open();
    await page.locator('#windows [data-value="24h"]').click();
    await shows(page, 220_213);
    await vi.waitFor(() => expect(fixture.open(TOPIC)).toBe(0), HOW_LONG);
    expect(fixture.open('trends.genres.24h')).toBe(1);
    expect(fixture.subscriptions.filter(({ topic }) => topic === 'hours').at(-1)?.cursor).toBe(
      'hours-1',
    );
    fixture.play('t01');
    await shows(page, 220_214);
    await page.reload();
    await shows(page, 220_214);
  });

  test('paused it stands still; resumed it has everything', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'paused');
    await vi.waitFor(() => expect(fixture.open(TOPIC)).toBe(0), HOW_LONG);
    fixture.play('t01', 5);
    expect(await playsAt(page, 1)).toBe(11_410);
    await page.getByRole('button', { name: 'Resume' }).click();
    await shows(page, 11_415);
    const resumed = fixture.subscriptions.filter(({ topic }) => topic === TOPIC).at(-1);
    expect(resumed?.cursor).toBe('1h-1');
  });

  test('paused, another window lets it go on, and it can be paused again', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'paused');
    await page.locator('#windows [data-value="5m"]').click();
    await waitForStatus(page, 'live');
    expect(fixture.open('pulse')).toBe(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'paused');
    await vi.waitFor(() => expect(fixture.open('pulse')).toBe(0), HOW_LONG);
    expect(await page.locator('feed-status').getAttribute('status')).toBe('paused');
  });

  test('offline it keeps the last figures, and comes back without a hole', async () => {
    const page = await open();
    fixture.play('t01');
    await shows(page, 11_411);
    await context.setOffline(true);
    await waitForStatus(page, 'offline');
    for (let plays = 0; plays < 20; plays++) fixture.play('t01');
    expect(await playsAt(page, 1)).toBe(11_411);
    await context.setOffline(false);
    await shows(page, 11_431);
    await waitForStatus(page, 'live');
    const resumed = fixture.subscriptions.filter(({ topic }) => topic === TOPIC).at(-1);
    expect(resumed?.cursor).toBe('1h-2');
  });

  test('a cut connection is resumed by the browser behind the last event', async () => {
    const page = await open();
    fixture.play('t01');
    await shows(page, 11_411);
    fixture.cut();
    fixture.play('t01');
    await shows(page, 11_412);
    expect(fixture.subscriptions.filter(({ topic }) => topic === TOPIC).at(-1)?.cursor).toBe(
      '1h-2',
    );
  });

  test('a server that refuses for a while is waited for', async () => {
    const page = await open();
    fixture.refuse(true);
    fixture.cut();
    await waitForStatus(page, 'reconnecting');
    fixture.play('t01');
    fixture.refuse(false);
    await shows(page, 11_411);
    await waitForStatus(page, 'live');
  });

  test('bye is obeyed, and a forgotten log is answered by reset and snapshot', async () => {
    const page = await open();
    fixture.bye(400);
    await waitForStatus(page, 'reconnecting');
    fixture.play('t01', 2);
    fixture.forgetLogs();
    await shows(page, 11_412);
    fixture.play('t01');
    await shows(page, 11_413);
    expect(await status(page)).toBe('live');
  });

  test('a stale board is called delayed', async () => {
    const page = await open();
    fixture.setStale(true);
    await waitForStatus(page, 'delayed');
    fixture.setStale(false);
    await waitForStatus(page, 'live');
  });

  test('staleness that ended while nothing was sent is not shown for ever', async () => {
    const page = await open();
    fixture.setStale(true);
    await waitForStatus(page, 'delayed');
    fixture.cut();
    fixture.endStaleSilently();
    await waitForStatus(page, 'live');
  });

  test('the sentence, the wave and the hours are there, and follow from the same data', async () => {
    const page = await open();
    expect(await page.locator('#count').textContent()).toBe('642');
    expect(await page.locator('#finding').textContent()).toContain('Electronic is rising fastest');
    expect(await page.locator('genre-wave path.rising').count()).toBe(1);
    expect(await page.locator('genre-wave figcaption').textContent()).toContain('largest part');
    expect(await page.locator('listening-hours .takeaway').textContent()).toMatch(/2:00|3:00/);
    expect(await page.locator('rising-board .learning').textContent()).toContain('2 of 7 days');
  });

  test('a wave of artists says why it is none of genres', async () => {
    await fixture.stop();
    fixture = new FixtureServer({ unclassified: true });
    base = await fixture.start();
    const page = await open();
    expect(await page.locator('genre-wave .instead').textContent()).toContain('fewer than half');
  });

  test('nobody has played anything: it says what is missing', async () => {
    await fixture.stop();
    fixture = new FixtureServer({ empty: true });
    base = await fixture.start();
    const { page, problems } = await visit(context, base);
    await waitForStatus(page, 'live');
    await page.getByText('No track to show for the last hour yet').waitFor();
    await page.getByText('The wave begins').waitFor();
    await page.getByText('Waiting for the first plays.').waitFor();
    expect(await problems()).toEqual([]);
  });

  test('seven tabs have one connection; when its tab closes another takes over', async () => {
    const first = await open();
    const second = await open();
    for (let tab = 2; tab < 7; tab++) await open();
    expect(fixture.open(TOPIC)).toBe(1);
    fixture.play('t01');
    await Promise.all([shows(first, 11_411), shows(second, 11_411)]);
    await first.close();
    fixture.play('t01');
    await shows(second, 11_412);
    await vi.waitFor(() => expect(fixture.open(TOPIC)).toBe(1), HOW_LONG);
  });

  test('hidden for 30 s it has no connection, and seen again it catches up', async () => {
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(base);
    await waitForStatus(page, 'live');
    const setHidden = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await setHidden(true);
    await page.clock.fastForward(31_000);
    await vi.waitFor(() => expect(fixture.open(TOPIC)).toBe(0), HOW_LONG);
    fixture.play('t01', 3);
    await setHidden(false);
    await shows(page, 11_413);
  });
});
