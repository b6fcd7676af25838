import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.ts';
import { FixtureServer } from './fixture/fixture-server.ts';

const TARGET = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const SIZES = [
  { name: 'phone', width: 390, height: 844, scale: 2 },
  { name: 'desktop', width: 1440, height: 1000, scale: 1 },
];
const PAGES = [{ name: 'live', path: '/' }];

/** Takes the pictures for the docs from `url`, or from the fixture where there is none. */
export async function main([url]: readonly string[]): Promise<void> {
  const fixture = new FixtureServer({ simulated: true, inlineSnapshot: true });
  const base = url ?? (await fixture.start());
  const browser = await launchChromium();
  await mkdir(TARGET, { recursive: true });
  for (const { name: size, width, height, scale } of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor: scale,
        colorScheme,
        reducedMotion: 'reduce',
        timezoneId: 'Europe/Berlin',
      });
      for (const { name, path } of PAGES) {
        const page = await context.newPage();
        await page.goto(new URL(path, base).href);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        if (path === '/') {
          await page.locator('just-played li:not(.skeleton)').first().waitFor();
          await page.locator('feed-status[status=live]').waitFor();
        }
        await page.screenshot({
          path: `${TARGET}${name}-${size}-${colorScheme}.png`,
          fullPage: true,
        });
        await page.close();
      }
      await context.close();
    }
  }
  await browser.close();
  if (!url) await fixture.stop();
}
