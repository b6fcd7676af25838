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

test('no code, or a placeholder that nobody filled in, is no error', () => {
  for (const code of ['', '%ERROR%', null, undefined]) expect(loginError(code)).toBeUndefined();
});

test('an unknown code is still an error', () => {
  expect(loginError('constructor')).toBe('Connecting did not work. Please try again.');
});
