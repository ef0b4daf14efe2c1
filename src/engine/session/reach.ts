import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { OPENABLE_NAME } from '../../shared/openableName.ts';

/** Which files a session may name. */
export interface Reach {
  /** The path with its links resolved, or null when there is no such file or it may not be opened. */
  find(file: string): Promise<string | null>;
}

/** Regular files with the name of an image or a table; with `roots`, those among these files or inside these folders,
 * hidden ones left out, as the chooser of the browser host shows them. */
export function reachOf(roots: readonly string[] | undefined): Reach {
  const real = roots && Promise.all(roots.map((root) => realpath(root).catch(() => null)));
  return {
    async find(file) {
      const found = await regularFile(file);
      // A link may have any name; the file behind it may not.
      if (found === null || !OPENABLE_NAME.test(found)) return null;
      if (!real) return found;
      return (await real).some((root) => root !== null && covers(root, found)) ? found : null;
    },
  };
}

function covers(root: string, file: string): boolean {
  const way = path.relative(root, file);
  if (way === '') return true;
  return !path.isAbsolute(way) && !way.split(path.sep).some((part) => part.startsWith('.'));
}

async function regularFile(file: string): Promise<string | null> {
  try {
    const found = await realpath(file);
    return (await stat(found)).isFile() ? found : null;
  } catch {
    return null;
  }
}
