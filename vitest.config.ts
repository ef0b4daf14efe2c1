import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/{unit,property,reference,contract}/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
