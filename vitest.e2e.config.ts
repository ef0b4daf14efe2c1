import { defineConfig } from 'vitest/config';

/** End to end: the built program in a real Chromium, one at a time. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The usual second is too short for a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
