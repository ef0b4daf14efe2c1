// Writes docs/operations.md from the definitions of the operations: node scripts/operationDocs.mjs
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { build } from 'vite';
import { wasmKernelsPlugin } from './wasmKernels.mjs';

const root = path.resolve(import.meta.dirname, '..');
const outDir = path.join(root, 'node_modules/.cache/asterism-docs');
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  plugins: [wasmKernelsPlugin()],
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { input: 'scripts/operationPage.ts', output: { entryFileNames: 'page.mjs' } },
  },
});
const { operationPage } = await import(pathToFileURL(path.join(outDir, 'page.mjs')).href);
const file = path.join(root, 'docs/operations.md');
const options = { ...(await resolveConfig(file)), parser: 'markdown' };
await writeFile(file, await format(operationPage(), options));
