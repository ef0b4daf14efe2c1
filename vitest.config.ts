import { defineConfig } from 'vitest/config';
import { wasmKernelsPlugin } from './scripts/wasmKernels.mjs';

/** Tests that start no thread, no process and no server, and leave nothing behind. */
const pure = [
  'test/unit/{core,main,renderer,shared,workers}/**/*.test.ts',
  'test/property/{core,renderer,shared}/**/*.test.ts',
  'test/reference/core/**/*.test.ts',
];

export default defineConfig({
  plugins: [wasmKernelsPlugin()],
  test: {
    environment: 'node',
    // One for each core: the default leaves one idle, and of two that is half.
    maxWorkers: '100%',
    testTimeout: 30_000,
    projects: [
      // They share what they import: to load it anew for each file takes longer than the tests.
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['test/{unit,property,reference,contract,canary}/**/*.test.ts'],
          exclude: pure,
        },
      },
    ],
  },
});
