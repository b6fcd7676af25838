import { launch } from 'chrome-launcher';
import lighthouse, { type Result } from 'lighthouse';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';
import { FixtureServer } from './fixture/fixture-server.ts';
import { playNow } from './fixture/serve.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const PAGES = ['/', '/tracks/t05', '/artists/a-t05', '/genres/pop'];
/** No topic tells more often. */
const FEED_STEP_MS = 250;
const LEAST_SCORE = 95;
const MOST_SHIFT = 0.02;

/**
 * Prints Lighthouse's scores (0 to 100, phone, median of `runs`) and the layout shift of each public
 * page with made-up plays, or of the one at `url`. It ends with an error below the aims.
 */
export async function main([runs = '5', url]: readonly string[]): Promise<void> {
  const fixture = new FixtureServer({ simulated: true, inlineSnapshot: true });
  const base = url ?? (await fixture.start());
  const plays = setInterval(() => playNow(fixture), FEED_STEP_MS);
  console.log(['page', ...CATEGORIES, 'layout shift'].join(' | '));
  let good = true;
  for (const path of url ? [url] : PAGES) {
    const results: Result[] = [];
    for (let run = 0; run < Number(runs); run++)
      results.push(await visit(new URL(path, base).href));
    const scores = CATEGORIES.map((name) =>
      Math.round(100 * median(results.map(({ categories }) => categories[name]?.score ?? 0))),
    );
    const shift = median(
      results.map(({ audits }) => audits['cumulative-layout-shift']?.numericValue ?? 1),
    );
    console.log([path, ...scores, shift.toFixed(3)].join(' | '));
    console.log(
      `  performance of each run: ${results.map(({ categories }) => Math.round(100 * (categories.performance?.score ?? 0))).join(', ')}`,
    );
    report(results[0]);
    good &&= scores.every((score) => score >= LEAST_SCORE) && shift <= MOST_SHIFT;
  }
  clearInterval(plays);
  if (!url) await fixture.stop();
  if (!good) {
    console.error(`Below the aims: scores of ${LEAST_SCORE}, a layout shift of ${MOST_SHIFT}.`);
    process.exitCode = 1;
  }
}

async function visit(url: string): Promise<Result> {
  const chromePath = chromiumPath();
  if (!chromePath) throw new Error('No Chromium: install it, or set CHROMIUM to its path');
  const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', ...CHROMIUM_FLAGS] });
  try {
    const found = await lighthouse(url, {
      port: chrome.port,
      onlyCategories: [...CATEGORIES],
      logLevel: 'error',
    });
    if (!found || found.lhr.runtimeError)
      throw new Error(`${url}: ${found?.lhr.runtimeError?.message ?? 'no result'}`);
    return found.lhr;
  } finally {
    chrome.kill();
  }
}

/** What cost points, so that it can be mended. */
function report(result: Result | undefined): void {
  for (const { id, title, score, displayValue } of Object.values(result?.audits ?? {}))
    if (score !== null && score < 0.9) console.log(`  ${id}: ${title} ${displayValue ?? ''}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
