import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasChromium, launchChromium } from './chromium.ts';
import { FixtureServer } from './fixture/fixture-server.ts';
import { titles, visit, waitForStatus } from './visit.ts';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PAGES = [
  '/',
  '/tracks/t05',
  '/artists/a-t14',
  '/genres/pop',
  '/search?q=x',
  '/login?error=not_allowed',
  '/me',
  '/nothing-here',
];

/** What every reader needs of every page: eyes, keys, small screens, no script. */
describe.runIf(hasChromium())('a reader', () => {
  let browser: Browser;
  const fixture = new FixtureServer({ signedIn: true, simulated: true });
  let base: string;

  beforeAll(async () => {
    browser = await launchChromium();
    base = await fixture.start();
  });
  afterAll(async () => {
    await browser?.close();
    await fixture.stop();
  });

  const settled = async (page: Page, path: string) => {
    if (path === '/') {
      await waitForStatus(page, 'live');
      await page.locator('just-played li:not(.skeleton)').first().waitFor();
    }
    if (/^\/(tracks|artists|genres)\//.test(path)) await waitForStatus(page, 'live');
    if (path === '/me') await page.locator('.plays li').first().waitFor();
  };

  /** What axe finds, with the first place where it does. */
  const obstacles = async (page: Page) => {
    // Axe is put in past the policy: it is the test's script, not the page's.
    await page.evaluate(await readFile(axeSource, 'utf8'));
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
      return (await axe.run()).violations;
    });
    return violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]);
  };

  describe.each([
    { name: 'light', colorScheme: 'light' as const, width: 1440 },
    { name: 'dark', colorScheme: 'dark' as const, width: 1440 },
    { name: 'light phone', colorScheme: 'light' as const, width: 390 },
    { name: 'dark phone', colorScheme: 'dark' as const, width: 390 },
    { name: 'narrow phone', colorScheme: 'light' as const, width: 320 },
  ])('in $name', ({ colorScheme, width }) => {
    test.each(PAGES)('finds nothing in the way on %s', async (path) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 844 },
        reducedMotion: 'reduce',
      });
      const { page, problems } = await visit(context, base + path);
      await settled(page, path);
      expect(await obstacles(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect((await problems()).filter((problem) => !problem.includes('404'))).toEqual([]);
      await context.close();
    });
  });

  test('finds nothing in the way of what a search found', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const { page } = await visit(context, base);
    await settled(page, '/');
    await page.locator('search-field input[role=combobox]').fill('so');
    await page.locator('#found-0').waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await obstacles(page)).toEqual([]);
    await context.close();
  });

  test('has targets of at least 40 px', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const { page } = await visit(context, base);
    await settled(page, '/');
    const buttons = page.locator('button:visible, header a:visible');
    for (const button of await buttons.all()) {
      const box = await button.boundingBox();
      expect(
        Math.min(box?.width ?? 0, box?.height ?? 0),
        await button.innerHTML(),
      ).toBeGreaterThanOrEqual(40);
    }
    await context.close();
  });

  test('without a mouse can skip to the board, change the window, open a title and pause', async () => {
    const context = await browser.newContext();
    const { page } = await visit(context, base);
    await settled(page, '/');
    const focused = () =>
      page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return (
          element?.getAttribute('aria-label') ?? element?.textContent?.replace(/\s+/g, ' ').trim()
        );
      });
    const stops: (string | undefined)[] = [];
    for (let stop = 0; stop < 24; stop++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops.slice(0, 3)).toEqual([
      'Skip to the top tracks',
      'Groundswell',
      'Search tracks, artists and genres',
    ]);
    const windows = stops.indexOf('5 min');
    expect(stops.slice(windows, windows + 6)).toEqual([
      '5 min',
      '1 h',
      '24 h',
      '7 d',
      'Open Harbour Lights Out on Spotify',
      'Harbour Lights Out',
    ]);
    await page.locator('#windows [data-value="7d"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('#windows [data-value="7d"][aria-pressed=true]').waitFor();
    await page.locator('#pause').focus();
    await page.keyboard.press('Space');
    await waitForStatus(page, 'paused');
    await context.close();
  });

  test.each([
    [390, '/'],
    [1440, '/'],
    [390, '/tracks/t05'],
    [1440, '/tracks/t05'],
    [390, '/me'],
    [1440, '/me'],
  ])('sees nothing jump while a page of %i px fills: %s', async (width, path) => {
    const context = await browser.newContext({ viewport: { width, height: 844 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(base + path);
    await settled(page, path);
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThanOrEqual(0.02);
    await context.close();
  });

  const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);

  test('of German is told everything in German, numbers and times too', async () => {
    const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    const { page, problems } = await visit(context, base);
    await settled(page, '/');
    expect(await languageOf(page)).toBe('de');
    expect(await page.title()).toBe('Groundswell: was gerade gehört wird');
    expect(await page.locator('#unit').textContent()).toBe(
      'Wiedergaben in der Minute, gerade jetzt',
    );
    expect(await page.locator('#plays-hour').textContent()).toBe('52.103');
    expect(await page.locator('#top-tracks .as-of').textContent()).toMatch(
      /^Stand \d{1,2}:\d\d:\d\d,/,
    );
    const words = await page.locator('body').innerText();
    for (const english of ['Rising', 'Just played', 'listeners', 'Show ', 'ago']) {
      expect(words).not.toContain(english);
    }
    expect(await problems()).toEqual([]);
    await context.close();
  });

  test('can ask for a language by the address', async () => {
    const context = await browser.newContext({ locale: 'de-DE' });
    const { page } = await visit(context, `${base}/?lang=en`);
    expect(await languageOf(page)).toBe('en');
    await settled(page, '/');
    expect(await page.locator('#plays-hour').textContent()).toBe('52,103');
    await context.close();
  });

  test.each([390, 1440])('from right to left finds all of it mirrored at %i px', async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.documentElement) return;
        document.documentElement.dir = 'rtl';
        observer.disconnect();
      }).observe(document, { childList: true });
    });
    const { page } = await visit(context, base);
    await settled(page, '/');
    const left = async (selector: string) =>
      (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN;
    expect(await left('#top-tracks .rank')).toBeGreaterThan(await left('#top-tracks .plays'));
    expect(await left('#count')).toBeGreaterThan(await left('#unit'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await context.close();
  });

  test.each(['no-preference', 'reduce'] as const)(
    'sees rows slide only if not asking for stillness (%s)',
    async (reducedMotion) => {
      const context = await browser.newContext({ reducedMotion });
      const { page } = await visit(context, base);
      await settled(page, '/');
      await page.evaluate(() => {
        const animate = Element.prototype.animate;
        Element.prototype.animate = function (...args) {
          document.body.dataset.slid = 'yes';
          return animate.apply(this, args);
        };
      });
      const first = await titles(page);
      fixture.play(first[0] === 'Slow Ferry' ? 't01' : 't02', 40_000);
      await vi.waitFor(async () => expect(await titles(page)).not.toEqual(first), {
        timeout: 15_000,
      });
      expect(await page.evaluate(() => document.body.dataset.slid)).toBe(
        reducedMotion === 'reduce' ? undefined : 'yes',
      );
      await context.close();
    },
  );

  test('of a screen on a wall sees no control, everything at once, and no sleep', async () => {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const { page, problems } = await visit(context, `${base}/?kiosk`);
    await waitForStatus(page, 'live');
    expect(await page.locator('button:visible').count()).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).cursor)).toBe('none');
    for (const part of [
      '#count',
      'genre-wave',
      '#top-genres li:nth-child(5)',
      '#rising .plays',
      '.colophon a',
    ]) {
      const box = await page.locator(part).first().boundingBox();
      expect((box?.y ?? 9_999) + (box?.height ?? 0), part).toBeLessThanOrEqual(1080);
    }
    expect(await problems()).toEqual([]);
    await context.close();
  });

  test('keeps the chosen theme over a reload, before the first paint', async () => {
    const context = await browser.newContext({ colorScheme: 'light' });
    const { page } = await visit(context, base);
    await page.locator('#theme').click();
    await page.locator('#theme').click();
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe(
      'rgb(238, 244, 248)',
    );
    await context.close();
  });

  test('without scripts is told so, and that the data is simulated', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(base);
    expect(await page.locator('noscript').textContent()).toContain('needs JavaScript');
    expect(await page.locator('.simulated').isVisible()).toBe(true);
    await context.close();
  });

  test('who is signed in can leave the public figures by keyboard, and nothing moves', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const { page, problems } = await visit(context, `${base}/me`);
    await settled(page, '/me');
    const box = page.getByRole('checkbox', {
      name: 'Let my plays count in the public figures',
      exact: true,
    });
    const said = page.locator('#trends-message');
    const history = () => page.locator('#history').boundingBox();
    const before = await history();
    expect(await box.isChecked()).toBe(true);
    await box.focus();
    await page.keyboard.press('Space');
    await said.getByText('Your plays no longer count').waitFor();
    expect(await history()).toEqual(before);
    expect(await problems()).toEqual([]);
    await page.reload();
    await settled(page, '/me');
    expect(await box.isChecked()).toBe(false);
    await page.route('**/api/v1/me/settings', (route) => route.fulfill({ status: 503 }));
    await box.press('Space');
    await said.getByText('This was not saved').waitFor();
    expect(await box.isChecked()).toBe(false);
    expect(await history()).toEqual(before);
    await page.unroute('**/api/v1/me/settings');
    await box.press('Space');
    await said.getByText('Your plays count.').waitFor();
    await context.close();
  });

  test('who is not signed in is asked for once, and told where to', async () => {
    const nobodys = new FixtureServer();
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(pathname);
    });
    await page.goto(`${await nobodys.start()}/me`, { waitUntil: 'networkidle' });
    await page.locator('#message a[href="/login"]').waitFor();
    expect(asked).toEqual(['/api/v1/me']);
    expect(await page.locator('#counted').isVisible()).toBe(false);
    await context.close();
    await nobodys.stop();
  });

  test('who is signed in can leave: the receipt is shown', async () => {
    const context = await browser.newContext();
    const { page, problems } = await visit(context, `${base}/me`);
    await settled(page, '/me');
    expect(await page.locator('h1').textContent()).toBe('Hello, Ada');
    expect(await page.locator('#more').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByText('Your account is deleted').waitFor();
    expect(await page.locator('#receipt-lines').textContent()).toContain('14');
    expect(await problems()).toEqual([]);
    await context.close();
  });
});
