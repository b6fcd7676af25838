import { expect, test } from 'vitest';
import { languageOf, localeOf } from './language';

test('the language is the page’s, if it is one of ours', () => {
  expect(languageOf({ lang: 'de' })).toBe('de');
  expect(languageOf({ lang: '' })).toBe('en');
  expect(languageOf({ lang: 'constructor' })).toBe('en');
});

test('numbers follow the variety of the language that the reader has', () => {
  expect(localeOf('de', ['fr', 'de-CH', 'de'])).toBe('de-CH');
  expect(localeOf('de', ['fr'])).toBe('de');
});
