import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** Panels and window state, rendered in happy-dom against an engine in memory. */
export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  test: {
    environment: 'happy-dom',
    include: ['test/component/**/*.test.ts'],
    setupFiles: ['test/component/setup.ts'],
    testTimeout: 30_000,
  },
});
