import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { FixtureServer } from './fixture/fixture-server.ts';
import { waitForStatus } from './visit.ts';

const DOCS = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const WIDTHS = [390, 820, 1440, 2560];
const HEIGHTS: Readonly<Record<number, number>> = { 390: 844, 1920: 1080 };
const THEMES = ['light', 'dark'] as const;

/** A state of the page that a picture shows, and how to bring it about. */
interface Scene {
  readonly name: string;
  readonly widths: readonly number[];
  readonly themes: readonly (typeof THEMES)[number][];
  readonly path?: string;
  settle(page: Page, fixture: FixtureServer | undefined): Promise<void>;
}

const LIVE: Scene = { name: 'live', widths: WIDTHS, themes: THEMES, settle: lively };
/** Pages of single items, small enough to be kept. */
const ITEMS: readonly Scene[] = [
  { ...LIVE, name: 'track', widths: [390, 1440], path: '/tracks/t05', settle: drawn },
  {
    ...LIVE,
    name: 'artist',
    widths: [390],
    themes: ['light'],
    path: '/artists/a-t05',
    settle: drawn,
  },
  { ...LIVE, name: 'genre', widths: [1440], themes: ['dark'], path: '/genres/pop', settle: drawn },
];
const KIOSK: Scene = { ...LIVE, name: 'kiosk', widths: [1920], themes: ['dark'], path: '/?kiosk' };

/** States that only a server on strings can be brought into. */
const SCENES: readonly Scene[] = [
  LIVE,
  KIOSK,
  ...ITEMS,
  { ...LIVE, name: 'german', widths: [390], themes: ['light'], path: '/?lang=de' },
  {
    ...LIVE,
    name: 'delayed',
    widths: [390, 1440],
    themes: ['light'],
    async settle(page, fixture) {
      await lively(page);
      fixture?.setStale(true);
      await waitForStatus(page, 'delayed');
    },
  },
  {
    ...LIVE,
    name: 'offline',
    widths: [390, 1440],
    themes: ['dark'],
    async settle(page) {
      await lively(page);
      await page.context().setOffline(true);
      await waitForStatus(page, 'offline');
    },
  },
];
const EMPTY: Scene = {
  name: 'empty',
  widths: [390, 1440],
  themes: ['light'],
  settle: (page) => waitForStatus(page, 'live'),
};

/**
 * Takes the pictures for the docs: of made-up plays in every state, or of the server at `url` as it
 * is. They go into `folder`, else into docs/screenshots.
 */
export async function main([url, folder = DOCS]: readonly string[]): Promise<void> {
  const browser = await launchChromium();
  await mkdir(folder, { recursive: true });
  if (url) {
    for (const scene of [LIVE, KIOSK]) await shoot(browser, scene, url, folder);
  } else {
    for (const scene of SCENES) await withFixture(browser, scene, folder, false);
    await withFixture(browser, EMPTY, folder, true);
  }
  await browser.close();
}

async function withFixture(
  browser: Browser,
  scene: Scene,
  folder: string,
  empty: boolean,
): Promise<void> {
  const fixture = new FixtureServer({ simulated: true, inlineSnapshot: true, empty });
  await shoot(browser, scene, await fixture.start(), folder, fixture);
  await fixture.stop();
}

async function shoot(
  browser: Browser,
  { name, widths, themes, path = '/', settle }: Scene,
  base: string,
  folder: string,
  fixture?: FixtureServer,
): Promise<void> {
  for (const width of widths) {
    for (const colorScheme of themes) {
      const context = await browser.newContext({
        viewport: { width, height: HEIGHTS[width] ?? 1000 },
        colorScheme,
        reducedMotion: 'reduce',
        timezoneId: 'Europe/Berlin',
      });
      const page = await open(context, new URL(path, base).href);
      await settle(page, fixture);
      await page.screenshot({
        path: `${folder}/${name}-${width}-${colorScheme}.png`,
        fullPage: true,
      });
      await context.close();
      fixture?.setStale(false);
    }
  }
}

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

async function drawn(page: Page): Promise<void> {
  await waitForStatus(page, 'live');
  await page.locator('#week rect').first().waitFor({ state: 'attached' });
  // Pictures that are far down wait until they are near.
  await page.locator('related-list').scrollIntoViewIfNeeded();
  await page.waitForFunction(() =>
    [...(document.querySelector('related-list')?.shadowRoot?.querySelectorAll('img') ?? [])].every(
      ({ complete }) => complete,
    ),
  );
  await page.evaluate(() => scrollTo(0, 0));
}

async function lively(page: Page): Promise<void> {
  await waitForStatus(page, 'live');
  await page.locator('just-played li:not(.skeleton)').first().waitFor({ state: 'attached' });
  await page.locator('listening-hours .hour').first().waitFor({ state: 'attached' });
}
