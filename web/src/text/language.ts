/** The languages that are complete, by their tags, and the direction each is written in. */
export const LANGUAGES: Readonly<Record<string, 'ltr' | 'rtl'>> = { en: 'ltr', de: 'ltr' };
export const FALLBACK = 'en';

/** The language a page is written in, as its server chose it for this reader. */
export function languageOf(page: Pick<HTMLElement, 'lang'>): string {
  return Object.hasOwn(LANGUAGES, page.lang) ? page.lang : FALLBACK;
}

/** The reader's own variety of a language (de-AT for de), after whose habits numbers are written. */
export function localeOf(language: string, languages: readonly string[]): string {
  return languages.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
}
