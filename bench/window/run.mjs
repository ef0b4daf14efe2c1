/* Measures the built program in Chromium: node bench/window/run.mjs [preview] [brush], both where none is named.
 * Chromium is found as the tests find it (CHROMIUM_PATH names another). */
import path from 'node:path';
import { runnerImport } from 'vite';

// Node 20 does not run TypeScript.
await runnerImport(path.join(import.meta.dirname, 'main.ts'), {
  root: path.join(import.meta.dirname, '../..'),
  configFile: false,
  logLevel: 'error',
});
