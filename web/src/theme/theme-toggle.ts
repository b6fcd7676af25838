import { text } from '../text/text';

export type Theme = 'auto' | 'light' | 'dark';

const NEXT: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };
const KEY = 'theme';

/** Makes `button` step through the system's theme, light and dark, and remembers the choice. */
export function themeToggle(button: HTMLElement, root: HTMLElement, storage: Storage): void {
  show(current(root));
  button.addEventListener('click', () => {
    const theme = NEXT[current(root)];
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    remember(storage, theme);
    show(theme);
  });

  function show(theme: Theme): void {
    button.setAttribute('aria-label', text.theme[theme]);
    button.title = text.theme[theme];
    button.hidden = false;
  }
}

function current(root: HTMLElement): Theme {
  const theme = root.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

function remember(storage: Storage, theme: Theme): void {
  try {
    if (theme === 'auto') storage.removeItem(KEY);
    else storage.setItem(KEY, theme);
  } catch {
    // A full or forbidden storage costs only the memory of it.
  }
}
