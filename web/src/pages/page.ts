import { text } from '../text/text';
import { themeToggle } from '../theme/theme-toggle';

/** What every page has: the theme toggle and the time zone printed. */
export function dressPage(): void {
  themeToggle(byId('theme'), document.documentElement, localStorage);
  byId('zone').textContent = text.zone(text.zoneName());
}

/** The element that the page's own HTML holds; its absence is a mistake of ours. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}`);
  return element as E;
}
