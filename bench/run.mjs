// Bundles a benchmark (Node 20 does not run TypeScript) and runs it: node bench/run.mjs stars [size…]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { wasmKernelsPlugin } from '../scripts/wasmKernels.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [name = 'stars', ...rest] = process.argv.slice(2);
const outDir = path.join(root, 'node_modules/.cache/asterism-bench', name);
const worker = `bench/${name}Worker.ts`;
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
    rolldownOptions: {
      input: {
        main: `bench/${name}.bench.ts`,
        ...(existsSync(path.join(root, worker)) ? { [`${name}Worker`]: worker } : {}),
      },
      output: { entryFileNames: '[name].js' },
    },
  },
});
const run = spawnSync(process.execPath, [path.join(outDir, 'main.js'), root, ...rest], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
