import { text } from '../text/text';
import { themeToggle } from '../theme/theme-toggle';

/** What every page has: the theme toggle, the time zone printed, and the search. */
export function dressPage(): void {
  themeToggle(byId('theme'), document.documentElement, localStorage);
  byId('zone').textContent = text.zone(text.zoneName());
  // The form is there without it, and what is seen first goes first.
  whenIdle(() => import('../components/search-field'));
}

function whenIdle(load: () => Promise<unknown>): void {
  if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 2_000 });
  else setTimeout(load, 200);
}

/** The element that the page's own HTML holds; its absence is a mistake of ours. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}`);
  return element as E;
}
