// Builds the SIMD kernels (AssemblyScript) on the fly: a function for plain scripts and a plugin for Vite and Vitest.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const sourceFolder = path.join(root, 'src/core/kernels/simd');
const cacheFolder = path.join(root, 'node_modules/.cache/asterism-kernels');
const flags = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert'];

/** The module id under which the plugin serves the kernels: its default export is the base64 text of the WASM module. */
export const KERNELS_MODULE = 'virtual:asterism-kernels';

/** The WASM module of src/core/kernels/simd, from the cache when its sources, flags and compiler are unchanged. */
export async function compileKernels() {
  const sources = await readSources();
  const compilerManifest = await readFile(
    path.join(root, 'node_modules/assemblyscript/package.json'),
    'utf8',
  );
  const hash = createHash('sha256').update(JSON.stringify([flags, JSON.parse(compilerManifest).version]));
  for (const [name, text] of sources) hash.update(`\0${name}\0${text}`);
  const cached = path.join(cacheFolder, `${hash.digest('hex').slice(0, 32)}.wasm`);
  try {
    return new Uint8Array(await readFile(cached));
  } catch {
    // Not built yet.
  }
  const bytes = await build(sources);
  await mkdir(cacheFolder, { recursive: true });
  const temporary = `${cached}.${process.pid}.${Date.now()}`;
  await writeFile(temporary, bytes);
  await rename(temporary, cached);
  return bytes;
}

/** A Vite plugin (also for Vitest and electron-vite) that serves KERNELS_MODULE. */
export function wasmKernelsPlugin() {
  const resolved = `\0${KERNELS_MODULE}`;
  return {
    name: 'asterism-wasm-kernels',
    enforce: 'pre',
    resolveId(id) {
      return id === KERNELS_MODULE ? resolved : null;
    },
    async load(id) {
      if (id !== resolved) return null;
      for (const name of await sourceNames()) this.addWatchFile?.(path.join(sourceFolder, name));
      const base64 = Buffer.from(await compileKernels()).toString('base64');
      return `export default ${JSON.stringify(base64)};\n`;
    },
  };
}

async function sourceNames() {
  return (await readdir(sourceFolder)).filter((name) => name.endsWith('.ts')).sort();
}

async function readSources() {
  const names = await sourceNames();
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(sourceFolder, name), 'utf8')]),
    ),
  );
}

async function build(sources) {
  const { default: asc } = await import('assemblyscript/asc');
  let bytes;
  const messages = [];
  const { error } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...flags], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) bytes = contents;
    },
    listFiles: () => [],
    stderr: { write: (text) => messages.push(String(text)) },
  });
  if (error || !bytes)
    throw new Error(`The SIMD kernels do not compile: ${messages.join('') || error?.message}`);
  return new Uint8Array(bytes);
}
