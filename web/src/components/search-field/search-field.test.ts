import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import './index';
import type { SearchFieldElement } from './search-field';

let element: SearchFieldElement;
let field: HTMLInputElement;
const answers = {
  tracks: [{ id: 't/1', title: 'Harbour', artists: [{ id: 'a', name: 'Mara' }] }, { id: '' }],
  artists: [],
  genres: [{ id: 'pop', name: 'pop' }],
};

beforeEach(() => {
  vi.useFakeTimers();
  element = document.createElement('search-field');
  element.innerHTML = '<form action="/search"><input name="q"></form>';
  document.body.append(element);
  field = element.querySelector('input') as HTMLInputElement;
});

afterEach(() => {
  element.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function type(words: string, answer: () => Promise<Response>): Promise<string[]> {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address);
    return answer();
  });
  field.value = words;
  field.dispatchEvent(new Event('input'));
  await vi.advanceTimersByTimeAsync(200);
  await element.updateComplete;
  return asked;
}

const found = () => Promise.resolve(new Response(JSON.stringify(answers)));
const press = async (key: string) => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true });
  field.dispatchEvent(event);
  await element.updateComplete;
  return event.defaultPrevented;
};
const options = () => [...element.querySelectorAll('[role="option"]')];

test('what is found is shown by kind, each a link to its page, the rest last', async () => {
  expect(await type('har & b', found)).toEqual(['/api/v1/search?q=har+%26+b&limit=4']);
  expect(options().map((option) => option.getAttribute('href'))).toEqual([
    '/tracks/t%2F1',
    '/genres/pop',
    '/search?q=har%20%26%20b',
  ]);
  expect(element.querySelector('.found')?.hasAttribute('hidden')).toBe(false);
  expect(field.getAttribute('aria-expanded')).toBe('true');
  expect(options()[1]?.textContent?.trim()).toBe('Pop');
});

test('arrows lead through it and around, Enter opens, Escape closes', async () => {
  await type('har', found);
  const opened = vi.fn((event: Event) => event.preventDefault());
  options()[0]?.addEventListener('click', opened);
  expect(await press('Enter')).toBe(false);
  await press('ArrowDown');
  expect(field.getAttribute('aria-activedescendant')).toBe('found-0');
  expect(await press('Enter')).toBe(true);
  expect(opened).toHaveBeenCalledOnce();
  await press('ArrowUp');
  expect(field.hasAttribute('aria-activedescendant')).toBe(false);
  await press('ArrowUp');
  expect(field.getAttribute('aria-activedescendant')).toBe('found-2');
  await press('Escape');
  expect(element.querySelector('.found')?.hasAttribute('hidden')).toBe(true);
});

test('where nothing is found, or nobody answers, it says so', async () => {
  await type('x', () => Promise.resolve(new Response('{}')));
  expect(element.querySelector('.none')?.textContent).toBe('Nothing of this name.');
  await type('xy', () => Promise.reject(new TypeError('no network')));
  expect(element.querySelector('.none')?.textContent).toContain('did not answer');
  expect(field.getAttribute('aria-expanded')).toBe('false');
});

test('a slash leads to the field, but for who is writing elsewhere', () => {
  const elsewhere = document.createElement('textarea');
  document.body.append(elsewhere);
  const slash = { key: '/', bubbles: true, cancelable: true, composed: true };
  elsewhere.dispatchEvent(new KeyboardEvent('keydown', slash));
  expect(document.activeElement).not.toBe(field);
  document.body.dispatchEvent(new KeyboardEvent('keydown', slash));
  expect(document.activeElement).toBe(field);
  elsewhere.remove();
});
