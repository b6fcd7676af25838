import { text } from '../../text/text';

/**
 * What an error code from the server means, in words; undefined where there was no error.
 * `until` is when to try again, as the server says it in the page's address.
 */
export function loginError(
  code: string | null | undefined,
  until?: string | null,
): string | undefined {
  // The bare placeholder is what a server that fills nothing in leaves behind.
  if (!code || code.startsWith('%')) return undefined;
  if (code === 'busy') return text.loginBusy(spoken(until));
  return Object.hasOwn(text.loginError, code) ? text.loginError[code] : text.loginErrorOther;
}

/** An instant as a person says it; undefined where it is none. */
function spoken(instant: string | null | undefined): string | undefined {
  const when = new Date(instant ?? '');
  if (Number.isNaN(when.getTime())) return undefined;
  return text.dateTime(when.getTime());
}
