import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Lit as the pages ship it, not its development build.
  resolve: { conditions: ['browser', 'production'] },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
    server: { deps: { inline: [/[/\\](@lit|lit|lit-html|lit-element)[/\\]/] } },
  },
});
