import type { CDPSession } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { FixtureServer } from './fixture/fixture-server.ts';
import { playNow } from './fixture/serve.ts';
import { waitForStatus } from './visit.ts';

const MINUTE = 60_000;
/** Each of them changes most topics, which tell no more often anyway. */
const PLAYS_A_SECOND = 4;
/** What is made once (drawings, caches) is there by then. */
const SETTLED_AFTER = 5;
const MOST_GROWTH = 1.1;

/** What a page holds once its garbage is collected. */
interface Sample {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/**
 * Leaves the live page open on a busy feed and prints each minute what it holds: heap in MB, nodes,
 * event listeners. It ends with an error if the last fifth of the time has a tenth more than the
 * fifth after the first five minutes. Of made-up plays, or of the server at `url`.
 */
export async function main([minutes = '60', url]: readonly string[]): Promise<void> {
  const fixture = new FixtureServer({ simulated: true, inlineSnapshot: true });
  const base = url ?? (await fixture.start());
  const plays = setInterval(() => playNow(fixture), 1000 / PLAYS_A_SECOND);
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(base);
  await waitForStatus(page, 'live');
  const session = await page.context().newCDPSession(page);
  const samples: Sample[] = [];
  console.log('minute | heap MB | nodes | listeners');
  for (let minute = 1; minute <= Number(minutes); minute++) {
    await new Promise((resolve) => setTimeout(resolve, MINUTE));
    const found = await sample(session);
    samples.push(found);
    console.log([minute, (found.heap / 1e6).toFixed(2), found.nodes, found.listeners].join(' | '));
  }
  const status = await page.locator('feed-status').getAttribute('status');
  await browser.close();
  clearInterval(plays);
  if (!url) await fixture.stop();
  judge(samples.slice(SETTLED_AFTER), status);
}

async function sample(session: CDPSession): Promise<Sample> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.send('Performance.disable');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

function judge(samples: readonly Sample[], status: string | null): void {
  const fifth = Math.max(1, Math.floor(samples.length / 5));
  for (const name of ['heap', 'nodes', 'listeners'] as const) {
    const growth =
      mean(samples.slice(-fifth).map((found) => found[name])) /
      mean(samples.slice(0, fifth).map((found) => found[name]));
    console.log(`${name}: ${growth.toFixed(3)} times what it was`);
    if (!(growth <= MOST_GROWTH)) process.exitCode = 1;
  }
  console.log(`the page is ${status}`);
  if (status !== 'live') process.exitCode = 1;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
