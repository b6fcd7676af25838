import { beforeEach, expect, test } from 'vitest';
import { calm } from './calm';
import { TestBrowser } from './test-surroundings';

let browser: TestBrowser;
let shown: string[];
let still: boolean;
let tell: (value: string) => void;

beforeEach(() => {
  browser = new TestBrowser();
  shown = [];
  still = false;
  tell = calm(
    1_000,
    browser.tab().surroundings,
    (value: string) => shown.push(value),
    () => still,
  );
});

test('the first is shown at once, then the newest of every step', () => {
  for (const value of ['a', 'b', 'c']) tell(value);
  expect(shown).toEqual(['a']);
  browser.pass(1_000);
  expect(shown).toEqual(['a', 'c']);
  browser.pass(1_000);
  tell('d');
  expect(shown).toEqual(['a', 'c', 'd']);
});

test('what is shown already is not shown again, and costs no rest', () => {
  tell('a');
  browser.pass(1_000);
  tell('a');
  tell('b');
  expect(shown).toEqual(['a', 'b']);
});

test('while it is still nothing changes, and then the newest is shown', () => {
  tell('a');
  tell('b');
  still = true;
  browser.pass(5_000);
  tell('c');
  expect(shown).toEqual(['a']);
  still = false;
  browser.pass(1_000);
  expect(shown).toEqual(['a', 'c']);
});
