import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const builtDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../out/main');

/** The pool's entry, as it was built. */
export const workerFile = built('worker.js');
/** The command line, as it was built. */
export const cliFile = built('cli.js');

function built(name: string): string {
  const file = path.join(builtDir, name);
  if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build first.`);
  return file;
}
