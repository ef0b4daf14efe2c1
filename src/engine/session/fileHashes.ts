import { stat } from 'node:fs/promises';
import { errorRecord } from '../../core/errors/index.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';

const MEBIBYTE = 2 ** 20;

/** What a file is told by, beside its path; all null when it is not there. */
export interface FileFacts {
  readonly bytes: number | null;
  readonly modifiedMs: number | null;
  /** null as long as nobody has read the whole file. */
  readonly sha256: string | null;
}

/** SHA-256 of whole files, read in the background and remembered as long as size and time stay. */
export class FileHashes {
  readonly #pool: Pool;
  readonly #known = new Map<string, FileFacts>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** What is known of a file without reading it. */
  async facts(path: string): Promise<FileFacts> {
    const status = await stat(path).catch(() => null);
    if (!status?.isFile()) return { bytes: null, modifiedMs: null, sha256: null };
    const now = { bytes: status.size, modifiedMs: status.mtimeMs };
    const known = this.#known.get(path);
    const same = known?.bytes === now.bytes && known.modifiedMs === now.modifiedMs;
    return { ...now, sha256: same ? known.sha256 : null };
  }

  /** Reads those of the files whose hash is not known yet, one after another; one that cannot be read keeps none. */
  async read(paths: readonly string[], work: Work, label: string): Promise<void> {
    const wanted: string[] = [];
    let mebibytes = 0;
    for (const path of paths) {
      const { bytes, sha256 } = await this.facts(path);
      if (bytes === null || sha256 !== null) continue;
      wanted.push(path);
      mebibytes += Math.ceil(bytes / MEBIBYTE);
    }
    if (wanted.length === 0) return;
    work.expect(Math.max(mebibytes, 1), label);
    for (const path of wanted) {
      try {
        const input = { path, control: work.control };
        const { file, sha256 } = await this.#pool.run('hashFile', input, PRIORITY.background);
        this.#known.set(path, { bytes: file.bytes, modifiedMs: file.modifiedMs, sha256 });
      } catch (error) {
        if (errorRecord(error).code === 'cancelled') throw error;
      }
    }
  }
}
