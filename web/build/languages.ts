import type { Plugin, Rollup } from 'vite';
import { german } from '../src/text/pages/de.ts';
import { english, type PageWords } from '../src/text/pages/en.ts';

/** Where the pages of a language lie; those of the first lie at the top. */
const TRANSLATIONS: readonly (readonly [folder: string, words: PageWords])[] = [
  ['', english],
  ['de/', german],
];

/**
 * Puts the words into the pages: `{{key}}` becomes what src/text/pages says, and every page comes
 * once for each language, so that what a reader sees first is in theirs already.
 */
export function languages(): Plugin {
  let building = false;
  return {
    name: 'groundswell:languages',
    enforce: 'post',
    configResolved(config) {
      building = config.command === 'build';
    },
    transformIndexHtml: (html) => (building ? html : spoken(html, english)),
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
          const page = String(file.source);
          delete bundle[file.fileName];
          for (const [folder, words] of TRANSLATIONS) {
            const source = withScript(spoken(page, words), words.lang, bundle);
            this.emitFile({ type: 'asset', fileName: folder + file.fileName, source });
          }
        }
      },
    },
  };
}

function spoken(page: string, words: PageWords): string {
  const root = `<html lang="${words.lang}" dir="${words.dir}">`;
  return page.replace(/<html [^>]*>/, root).replaceAll(/\{\{([\w.-]+)\}\}/g, (_, key: string) => {
    const said = words[key as keyof PageWords];
    if (said === undefined) throw new Error(`No page word is called "${key}"`);
    return said;
  });
}

/** With the script's words of the language fetched beside the script, not after it. */
function withScript(page: string, language: string, bundle: Rollup.OutputBundle): string {
  const late = Object.values(bundle).find(
    (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(`/src/text/${language}.ts`),
  );
  if (!late) return page;
  return page.replace('</head>', `<link rel="modulepreload" href="/${late.fileName}"></head>`);
}
