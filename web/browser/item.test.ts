import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasChromium, launchChromium } from './chromium.ts';
import { FixtureServer } from './fixture/fixture-server.ts';
import { visit, waitForStatus } from './visit.ts';

const HOW_LONG = { timeout: 15_000, interval: 50 };

describe.runIf(hasChromium())('the page of one item', () => {
  let browser: Browser;
  let context: BrowserContext;
  let fixture: FixtureServer;
  let base: string;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    fixture = new FixtureServer({ inlineSnapshot: true });
    base = await fixture.start();
    context = await browser.newContext({ timezoneId: 'Europe/Berlin' });
  });
  afterEach(async () => {
    await context.close();
    await fixture.stop();
  });

  const shows = (page: Page, id: string, words: string) =>
    vi.waitFor(
      async () => expect(await page.locator(`#${id}`).textContent()).toBe(words),
      HOW_LONG,
    );

  test('shows what was written into it, goes on behind that, and changes live', async () => {
    const { page, problems } = await visit(context, `${base}/tracks/t05`);
    await waitForStatus(page, 'live');
    const [subscription] = fixture.subscriptions;
    expect(subscription).toEqual({ topic: 'tracks.t05', cursor: 't05-1' });
    await shows(page, 'plays-now', '5,500');
    await shows(page, 'listening-now', '28');
    expect(await page.locator('#finding').textContent()).toBe(
      'Number 5 of all tracks this hour, up 1 place within 10 minutes.',
    );
    expect(await page.locator('#hour rect').count()).toBe(12);
    expect(await page.locator('#week rect').count()).toBe(161);
    expect(await page.locator('#withheld').textContent()).toContain('9 windows and points');
    fixture.play('t05', 7);
    await shows(page, 'plays-now', '5,507');
    await shows(page, 'plays-1h', '5,507');
    expect(await problems()).toEqual([]);
  });

  test('paused it stands still, and resumed it has everything', async () => {
    const { page } = await visit(context, `${base}/tracks/t05`);
    await waitForStatus(page, 'live');
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'paused');
    fixture.play('t05', 7);
    await shows(page, 'plays-now', '5,500');
    await page.getByRole('button', { name: 'Resume' }).click();
    await shows(page, 'plays-now', '5,507');
  });

  test('says how many listeners are missing where there are too few', async () => {
    const { page, problems } = await visit(context, `${base}/tracks/t14`);
    await waitForStatus(page, 'live');
    expect(await page.locator('#needed').textContent()).toContain('it takes 3 more listeners');
    expect(await page.locator('.columns').isVisible()).toBe(false);
    expect(await problems()).toEqual([]);
  });

  test('without scripts shows the name, who made it and the figures', async () => {
    const silent = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' });
    const page = await silent.newPage();
    await page.goto(`${base}/tracks/t05`);
    expect(await page.title()).toBe('Undertow Waltz – Keïta Brothers Band: Groundswell');
    expect(await page.locator('h1').innerText()).toBe('Undertow Waltz');
    expect(await page.locator('.by a').getAttribute('href')).toBe('/artists/a-t05');
    expect(await page.locator('#plays-1h').innerText()).toBe('5.500');
    expect(await page.locator('.links').innerText()).toBe('Bei Spotify öffnen');
    expect(await page.locator('.cover img').isVisible()).toBe(true);
    await silent.close();
  });

  test('is reached from a row, a play, the wave, and another of its kind', async () => {
    const { page, problems } = await visit(context, base);
    await waitForStatus(page, 'live');
    const link = (selector: string) => page.locator(selector).first().getAttribute('href');
    expect(await link('#top-genres a.title')).toMatch(/^\/genres\//);
    expect(await link('just-played .words a')).toMatch(/^\/tracks\//);
    expect(await link('#rising a.title')).toMatch(/^\/tracks\//);
    expect(await link('genre-wave svg a')).toMatch(/^\/genres\//);
    await page.locator('#top-artists a.title').first().click();
    await page.waitForURL('**/artists/a-t01');
    await waitForStatus(page, 'live');
    await page.locator('#related a.title').first().click();
    await page.waitForURL(/artists\/a-t0[^1]/);
    await waitForStatus(page, 'live');
    expect(await problems()).toEqual([]);
  });

  test('is found by keys alone: slash, a few letters, arrows, Enter', async () => {
    const { page, problems } = await visit(context, base);
    await waitForStatus(page, 'live');
    await page.locator('search-field input[role=combobox]').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('slow');
    await page.locator('#found-0').waitFor();
    expect(await page.locator('#found').innerText()).toContain('The Tin Orchard');
    await page.keyboard.press('Escape');
    expect(await page.locator('#found').isVisible()).toBe(false);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tracks/t02');
    await page.locator('search-field input[role=combobox]').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('nothing like it');
    await page.getByText('Nothing of this name.').first().waitFor();
    expect(await problems()).toEqual([]);
  });

  test('in German is told everything in German', async () => {
    const german = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    const { page, problems } = await visit(german, `${base}/genres/pop`);
    await waitForStatus(page, 'live');
    await page.locator('#week rect').first().waitFor();
    const words = await page.locator('body').innerText();
    expect(words).toContain('Was dazu passt');
    for (const english of ['Plays', 'listeners', 'ago', 'Place', 'Seven', 'stood']) {
      expect(words).not.toContain(english);
    }
    expect(await problems()).toEqual([]);
    await german.close();
  });

  test.each([390, 1440])('from right to left is mirrored at %i px', async (width) => {
    const mirrored = await browser.newContext({ viewport: { width, height: 900 } });
    const { page } = await visit(mirrored, `${base}/tracks/t09`);
    await waitForStatus(page, 'live');
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    const left = async (selector: string) =>
      (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN;
    expect(await left('.cover')).toBeGreaterThan(await left('h1'));
    expect(await left('.figures tbody th')).toBeGreaterThan(await left('#place-5m'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await mirrored.close();
  });
});
