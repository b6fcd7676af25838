import { defineConfig } from 'vitest/config';

/** Needs the build; GROUNDSWELL_URL names a running server for live.test.ts. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['browser/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
