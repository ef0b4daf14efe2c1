import { copyFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Staging } from './staging.ts';

/** A path by which DuckDB reads a file: it takes some characters for wildcards, so a name that has any is reached by a link
 * in the staging folder (which opens nothing that the instance may not read), or a copy where links cannot be made. */
export async function readablePath(staging: Staging, file: string): Promise<string> {
  const resolved = path.resolve(file);
  if (!/[*?[\]{}]/.test(resolved)) return resolved;
  const link = staging.file(path.extname(resolved).replace(/[^.A-Za-z0-9]/g, ''));
  try {
    await symlink(resolved, link);
  } catch {
    await copyFile(resolved, link);
  }
  return link;
}
