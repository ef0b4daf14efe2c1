import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

export interface TemporaryFolder {
  readonly path: string;
  /** The path of a file in the folder. */
  file(name: string): string;
  /** Writes a file and gives its path. */
  write(name: string, bytes: Uint8Array | string): string;
}

/** A folder of its own for a test file, gone when its tests are done. */
export function temporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'asterism-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string): string => path.join(folder, name);
  return {
    path: folder,
    file,
    write(name, bytes) {
      writeFileSync(file(name), bytes);
      return file(name);
    },
  };
}
