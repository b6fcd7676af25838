import { expect, test } from 'vitest';
import { themeToggle } from './theme-toggle';

test('steps through the system’s theme, light and dark, and remembers the choice', () => {
  const button = document.createElement('button');
  const root = document.createElement('html');
  themeToggle(button, root, localStorage);
  const seen = [1, 2, 3].map(() => {
    button.click();
    return [root.dataset.theme, localStorage.getItem('theme')];
  });
  expect(seen).toEqual([
    ['light', 'light'],
    ['dark', 'dark'],
    [undefined, null],
  ]);
  expect(button.getAttribute('aria-label')).toContain('as the system has it');
});
