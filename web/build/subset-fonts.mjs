// Writes src/theme/archivo.woff2: Archivo's Latin subset with the two axes the pages use, narrowed so
// that it fits the font budget. Run `npm run fonts` after an upgrade of the font package.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const source = createRequire(import.meta.url).resolve(
  '@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2',
);
const target = new URL('../src/theme/archivo.woff2', import.meta.url);

/** Printable ASCII, Latin-1 and the punctuation that titles and sentences really contain. */
const characters = [
  ...range(0x20, 0x7e),
  ...range(0xa0, 0xff),
  ...[0x131, 0x152, 0x153, 0x2002, 0x2009, 0x200a, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c],
  ...[0x201d, 0x201e, 0x2022, 0x2026, 0x2032, 0x2033, 0x20ac, 0x2122, 0x2212],
];

const font = await subsetFont(await readFile(source), String.fromCodePoint(...characters), {
  targetFormat: 'woff2',
  variationAxes: { wght: { min: 400, max: 800 }, wdth: { min: 62, max: 100 } },
});
await writeFile(target, font);
console.log(`archivo.woff2: ${font.length} bytes`);

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
