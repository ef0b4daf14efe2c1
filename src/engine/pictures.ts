import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import type { JobOutput } from '../shared/jobs.ts';
import type { FileIdentity } from '../shared/planes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';

/** Such a file is a picture or faulty, whatever its bytes look like. */
const PICTURE_NAME = /\.(png|jpe?g|tiff?)$/i;
const MAX_PIXELS = 400e6;

/** A picture, unpacked into a FITS file with an image for each channel. */
export interface UnfoldedPicture {
  /** The picture's own file. */
  readonly file: FileIdentity;
  readonly scan: JobOutput<'scan'>;
}

/** Unpacks PNG, JPEG and TIFF pictures in workers, each into a private temporary FITS file that is read as any other, so
 * that pictures larger than the memory stream too. Files are gone when it is closed. */
export class Pictures {
  private folder: Promise<string> | null = null;
  private readonly unfolded = new Map<string, Promise<UnfoldedPicture>>();
  private readonly pool: Pool;
  private readonly budgetBytes: number;

  /** No more memory than the budget is used to decode one; half of the machine's where it is 0. */
  constructor(pool: Pool, budgetBytes: number) {
    this.pool = pool;
    this.budgetBytes = budgetBytes || totalmem() / 2;
  }

  /** Whether a file is to be read as a picture: by its name, else by its first bytes. */
  async isPicture(file: { readonly name: string; readonly path: string }): Promise<boolean> {
    if (PICTURE_NAME.test(file.name)) return true;
    return (await this.pool.run('pictureKind', { path: file.path }, PRIORITY.asked)) !== null;
  }

  /** The picture unpacked; done once while the file stays as it is. */
  async open(file: string): Promise<UnfoldedPicture> {
    const now = await stat(file).catch(() => null);
    const key = JSON.stringify([file, now?.size, now?.mtimeMs]);
    const known = this.unfolded.get(key);
    if (known) return known;
    const unfolding = this.unfold(file);
    this.unfolded.set(key, unfolding);
    unfolding.catch(() => this.unfolded.delete(key));
    return unfolding;
  }

  private async unfold(file: string): Promise<UnfoldedPicture> {
    this.folder ??= mkdtemp(path.join(tmpdir(), 'asterism-pictures-'));
    const target = path.join(await this.folder, `${randomUUID()}.fits`);
    try {
      const job = { path: file, target, maxPixels: MAX_PIXELS, maxBytes: this.budgetBytes };
      const { file: identity, warnings } = await this.pool.run('unfoldPicture', job, PRIORITY.asked);
      const scan = await this.pool.run('scan', { path: target }, PRIORITY.asked);
      return { file: identity, scan: { ...scan, warnings } };
    } catch (error) {
      await rm(target, { force: true });
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
    this.folder = null;
    this.unfolded.clear();
  }
}
