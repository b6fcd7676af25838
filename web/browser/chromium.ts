import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where the browser is: CHROMIUM if it is set, else where Linux distributions put it. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM;
  const places = named ? [named] : ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return places.find((place) => existsSync(place));
}

export function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('No Chromium: install it, or set CHROMIUM to its path');
  return chromium.launch({ executablePath, args: CHROMIUM_FLAGS, headless: true });
}

/** Whether browser tests can run; without a browser they say so, and in CI they fail. */
export function hasChromium(): boolean {
  if (chromiumPath()) return true;
  const words = 'Browser tests were NOT RUN: no Chromium. Install it, or set CHROMIUM to its path.';
  if (process.env.CI === 'true') throw new Error(words);
  console.warn(words);
  return false;
}
