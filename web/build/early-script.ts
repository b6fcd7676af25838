import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { minifySync, type Plugin } from 'vite';

const source = new URL('../src/theme/early.js', import.meta.url);

/**
 * Puts src/theme/early.js first into every page as a file of its own, run before the first paint:
 * a module would run too late, and the pages' policy allows no inline script.
 */
export function earlyScript(): Plugin {
  let path = '/src/theme/early.js';
  return {
    name: 'groundswell:early-script',
    configResolved(config) {
      if (config.command === 'build') path = `/${fileName(minified())}`;
    },
    buildStart() {
      if (path.startsWith('/src')) return;
      const code = minified();
      this.emitFile({ type: 'asset', fileName: fileName(code), source: code });
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: path }, injectTo: 'head' }],
    },
  };
}

function minified(): string {
  return minifySync('early.js', readFileSync(source, 'utf8')).code;
}

function fileName(code: string): string {
  return `assets/early-${createHash('sha256').update(code).digest('base64url').slice(0, 8)}.js`;
}
