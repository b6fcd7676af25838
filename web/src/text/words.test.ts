import { expect, test } from 'vitest';
import { german } from './de';
import { english } from './en';
import { formatsOf } from './formats';
import { german as germanPage } from './pages/de';
import { english as englishPage } from './pages/en';

const at = new Date(2026, 10, 22, 14, 5, 9).getTime();

test('numbers, parts and times are written as the locale does', () => {
  const de = german(formatsOf('de'));
  const us = english(formatsOf('en-US'));
  expect([de.number(11_410), us.number(11_410)]).toEqual(['11.410', '11,410']);
  expect([de.rough(2.44), us.rough(2.44), us.rough(24.4)]).toEqual(['2,4', '2.4', '24']);
  expect(de.time(at, at)).toBe('14:05:09');
  expect(us.time(at, at)).toMatch(/^2:05:09.PM$/);
  expect(de.time(at, at + 86_400_000)).toContain('22. Nov');
  expect([de.hour(14), us.hour(14)]).toEqual(['14:00', expect.stringMatching(/^2:00.PM$/)]);
  expect(de.weekday(0, 'long')).toBe('Montag');
});

test('words agree with their numbers', () => {
  const de = german(formatsOf('de'));
  expect([de.board.up(1), de.board.up(3)]).toEqual(['1 Platz hinauf', '3 Plätze hinauf']);
  const us = english(formatsOf('en-US'));
  expect([us.board.up(1), us.board.up(3)]).toEqual(['up 1 place', 'up 3 places']);
});

/** Words that are the same in both languages, and are meant to be. */
const SAME = new Set(['Live', 'Offline', 'Genre', 'Genres', 'Pause', '', 'ltr']);

test('nothing that German says is English left over', () => {
  const words = (of: object): string[] =>
    Object.values(of).flatMap((value) =>
      typeof value === 'string' ? [value] : typeof value === 'object' ? words(value) : [],
    );
  const said = new Set([...words(english(formatsOf('en'))), ...words(englishPage)]);
  const left = [...words(german(formatsOf('de'))), ...words(germanPage)].filter(
    (word) => said.has(word) && !SAME.has(word),
  );
  expect(left).toEqual([]);
});
