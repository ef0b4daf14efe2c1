import { defineConfig } from 'vitest/config';
import { wasmKernelsPlugin } from './scripts/wasmKernels.mjs';

export default defineConfig({
  plugins: [wasmKernelsPlugin()],
  test: {
    environment: 'node',
    include: ['test/{unit,property,reference,contract,canary}/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
