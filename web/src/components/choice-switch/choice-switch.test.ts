import { expect, test } from 'vitest';
import './index';

test('choosing another tells so once; choosing the same does not', async () => {
  const element = document.createElement('choice-switch');
  element.choices = ['5m', '1h'].map((value) => ({ value, label: value }));
  element.value = '1h';
  document.body.append(element);
  await element.updateComplete;
  const chosen: string[] = [];
  element.addEventListener('choose', (event) => chosen.push((event as CustomEvent).detail));
  const button = (value: string) =>
    element.renderRoot.querySelector<HTMLElement>(`[data-value="${value}"]`);
  button('5m')?.click();
  button('1h')?.click();
  expect(chosen).toEqual(['5m']);
  expect(button('1h')?.getAttribute('aria-pressed')).toBe('true');
  element.remove();
});
