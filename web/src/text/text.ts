import { english, type Words } from './en';
import { formatsOf } from './formats';
import { FALLBACK, languageOf, localeOf } from './language';

export type { BoardWindow, ItemKind } from './en';

const language = languageOf(document.documentElement);
const formats = formatsOf(localeOf(language, navigator.languages));

/** Every word a reader sees from a script, in the page's language; what is not English comes late. */
export const text: Words =
  language === FALLBACK ? english(formats) : (await import('./de')).german(formats);
