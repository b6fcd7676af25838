import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const folder = new URL('../src/partials/', import.meta.url);

/**
 * Puts the parts that all pages share into each: `<!--#name-->` becomes src/partials/name.html, and
 * `<!--#name other-->` does so with the part `other` where that has `<!--#extra-->`.
 */
export function partials(): Plugin {
  return {
    name: 'groundswell:partials',
    transformIndexHtml: { order: 'pre', handler: fill },
  };
}

function fill(html: string): string {
  return html.replaceAll(/<!--#(\w+)(?: (\w+))?-->/g, (_, name: string, extra?: string) =>
    part(name).replace('<!--#extra-->', extra ? part(extra) : ''),
  );
}

function part(name: string): string {
  return readFileSync(new URL(`${name}.html`, folder), 'utf8').trimEnd();
}
