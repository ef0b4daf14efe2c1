import { defineConfig } from 'vitest/config';
import { wasmKernelsPlugin } from './scripts/wasmKernels.mjs';

export default defineConfig({
  plugins: [wasmKernelsPlugin()],
  test: {
    environment: 'node',
    include: ['test/{unit,property,reference,contract,canary}/**/*.test.ts'],
    // One for each core: the default leaves one idle, and of two that is half.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
