import { defineConfig } from 'vite';
import { budgets } from './build/budgets.ts';
import { earlyScript } from './build/early-script.ts';
import { languages } from './build/languages.ts';
import { partials } from './build/partials.ts';

const server = process.env.GROUNDSWELL_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    partials(),
    earlyScript(),
    languages(),
    budgets({ script: 35_000, style: 5_000, font: 60_000, page: 130_000 }),
  ],
  build: {
    target: 'es2022',
    outDir: 'target/classes/webroot',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index', 'track', 'artist', 'genre', 'search', 'login', 'me', '404'].map(
        (page) => `${page}.html`,
      ),
    },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/auth', '/logout'].map((path) => [path, server])),
  },
});
