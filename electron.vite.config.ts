import { readFileSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { wasmKernelsPlugin } from './scripts/wasmKernels.mjs';

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
const define = { __ASTERISM_VERSION__: JSON.stringify(version) };

/** Only the real dependencies stay outside (piscina looks for its own worker beside itself); the rest is bundled. */
const external = { include: ['piscina', 'fitsjs-ng'] };

export default defineConfig({
  main: {
    define,
    plugins: [wasmKernelsPlugin()],
    // Its build for Node declares a "require" of its own, as the bundler does.
    resolve: { alias: { fflate: 'fflate/browser' } },
    build: {
      outDir: 'out/main',
      target: 'node20',
      externalizeDeps: external,
      rolldownOptions: {
        input: {
          index: path.join(root, 'src/main/index.ts'),
          worker: path.join(root, 'src/workers/index.ts'),
          cli: path.join(root, 'src/cli/index.ts'),
          server: path.join(root, 'src/server/index.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    define,
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path.join(root, 'src/preload/index.ts') },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'src/renderer'),
    base: './',
    define,
    plugins: [svelte({ configFile: false })],
    build: {
      outDir: path.join(root, 'out/renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      minify: true,
      rolldownOptions: {
        input: path.join(root, 'src/renderer/index.html'),
        checks: { pluginTimings: false },
      },
    },
  },
});
