import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root =
  process.env['ASTERISM_SHARED'] ??
  path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../shared');

/** Whether the folder of reference data is beside this checkout; suites over it are skipped where it is not. */
export const hasShared = existsSync(path.join(root, 'reference', 'MANIFEST.json'));

export function sharedPath(...parts: string[]): string {
  return path.join(root, ...parts);
}
