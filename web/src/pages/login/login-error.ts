import { text } from '../../text/text';

/** What an error code from the server means, in words; undefined where there was no error. */
export function loginError(code: string | null | undefined): string | undefined {
  // The bare placeholder is what a server that fills nothing in leaves behind.
  if (!code || code.startsWith('%')) return undefined;
  return Object.hasOwn(text.loginError, code) ? text.loginError[code] : text.loginErrorOther;
}
