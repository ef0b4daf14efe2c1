import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The engine's private folder for files on their way between databases, made when it is first wanted. */
export class Staging {
  private folder: string | null = null;
  private next = 1;

  get path(): string {
    if (this.folder === null) {
      this.folder = mkdtempSync(path.join(tmpdir(), 'asterism-tables-'));
      chmodSync(this.folder, 0o700);
    }
    return this.folder;
  }

  /** The path of a new file in the folder; it does not exist yet. */
  file(suffix: string): string {
    return path.join(this.path, `${this.next++}${suffix}`);
  }

  /** Removes a file that has been used up. */
  discard(file: string): Promise<void> {
    return rm(file, { force: true });
  }

  remove(): void {
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
  }
}
