import { expect, test } from 'vitest';
import { loginError } from './login-error';

test.each([
  'not_allowed',
  'no_premium',
  'app_refused',
  'state_mismatch',
  'access_denied',
  'upstream',
  'expired',
])('%s is explained in words of its own', (code) => {
  expect(loginError(code)).not.toContain(code);
  expect(loginError(code)).not.toBe(loginError('something_else'));
});

test('busy says when to try again, and does without where nobody can tell', () => {
  expect(loginError('busy', '2026-11-22T08:00:03Z')).toMatch(/after .*22/);
  for (const until of [null, undefined, '', 'soon', '<b>now</b>']) {
    expect(loginError('busy', until)).toContain('try again later');
  }
});

test('no code, or a placeholder that nobody filled in, is no error', () => {
  for (const code of ['', '%ERROR%', null, undefined]) expect(loginError(code)).toBeUndefined();
});

test('an unknown code is still an error', () => {
  expect(loginError('constructor')).toBe('Connecting did not work. Please try again.');
});
