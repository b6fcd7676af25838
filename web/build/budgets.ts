import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** The most a first load may weigh, in bytes; scripts, styles and pages gzipped, fonts as they are. */
export interface Budgets {
  readonly script: number;
  readonly style: number;
  readonly font: number;
  readonly page: number;
}

type Weights = Record<keyof Budgets, number>;

/** Fails the build when any page's first load is heavier than its budget, and prints every weight. */
export function budgets(limits: Budgets): Plugin {
  return {
    name: 'groundswell:budgets',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!file.fileName.endsWith('.html') || file.type !== 'asset') continue;
          const weights = weigh(String(file.source), bundle);
          this.info(`${file.fileName}: ${describe(weights)}`);
          for (const [kind, limit] of Object.entries(limits)) {
            const weight = weights[kind as keyof Budgets];
            if (weight > limit) {
              this.error(
                `${file.fileName}: ${kind} weighs ${kB(weight)}, allowed are ${kB(limit)}`,
              );
            }
          }
        }
      },
    },
  };
}

/** Everything the page names, and what that imports statically. */
function weigh(html: string, bundle: Rollup.OutputBundle): Weights {
  const weights: Weights = { script: 0, style: 0, font: 0, page: gzipSync(html).length };
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1] ?? '');
  const files = new Set<string>();
  for (const name of named) collect(name, bundle, files);
  for (const name of files) {
    const file = bundle[name];
    if (!file) continue;
    const content = file.type === 'chunk' ? file.code : file.source;
    const kind = kindOf(name);
    const size = kind === 'font' ? content.length : gzipSync(content).length;
    if (kind) weights[kind] += size;
    weights.page += size;
  }
  return weights;
}

function collect(name: string, bundle: Rollup.OutputBundle, files: Set<string>): void {
  const file = bundle[name];
  if (!file || files.has(name)) return;
  files.add(name);
  if (file.type === 'chunk') for (const other of file.imports) collect(other, bundle, files);
}

function kindOf(name: string): 'script' | 'style' | 'font' | undefined {
  if (name.endsWith('.js')) return 'script';
  if (name.endsWith('.css')) return 'style';
  return name.endsWith('.woff2') ? 'font' : undefined;
}

function describe(weights: Weights): string {
  return Object.entries(weights)
    .map(([kind, weight]) => `${kind} ${kB(weight)}`)
    .join(', ');
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
