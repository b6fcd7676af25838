import type { BrowserContext, Page } from 'playwright-core';

declare global {
  interface Window {
    violations: string[];
  }
}

/** A page that was opened with everything a reader would not forgive written down. */
export interface Visit {
  readonly page: Page;
  /** Errors thrown or logged, and every breach of the content policy, so far. */
  problems(): Promise<string[]>;
}

export async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  await page.goto(url);
  return {
    page,
    problems: async () => [...errors, ...(await page.evaluate(() => window.violations))],
  };
}

/** The titles of the board from the first rank on. */
export function titles(page: Page): Promise<string[]> {
  return page
    .locator('#top-tracks li .title')
    .evaluateAll((all) => all.map(({ textContent }) => textContent));
}

/** The plays of the row at `rank`. */
export async function playsAt(page: Page, rank: number): Promise<number> {
  const words = await page
    .locator('#top-tracks li .plays')
    .nth(rank - 1)
    .textContent();
  return Number((words ?? '').replaceAll(/\D/g, ''));
}

export function status(page: Page): Promise<string | null> {
  return page.locator('feed-status').getAttribute('status');
}

export function waitForStatus(page: Page, expected: string): Promise<void> {
  return page.locator(`feed-status[status=${expected}]`).waitFor();
}
