import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AppError } from '../core/errors/index.ts';

/** A file that a person chose; the page only ever knows its handle. */
export interface ChosenFile {
  readonly handle: string;
  readonly path: string;
  /** Shown instead of the file's name on disk (an upload has a temporary one). */
  readonly name: string;
  readonly credit: string | null;
}

/** Which files and export targets a person has chosen, by handle. */
export class Handles {
  private readonly files = new Map<string, ChosenFile>();
  private readonly targets = new Map<string, string>();

  adopt(file: string, options: { name?: string; credit?: string } = {}): string {
    const resolved = path.resolve(file);
    const name = options.name ?? path.basename(resolved);
    const credit = options.credit ?? null;
    for (const known of this.files.values())
      if (known.path === resolved && known.name === name && known.credit === credit) return known.handle;
    const handle = randomBytes(12).toString('hex');
    this.files.set(handle, { handle, path: resolved, name, credit });
    return handle;
  }

  file(handle: string): ChosenFile {
    const file = this.files.get(handle);
    if (!file) throw new AppError('not-found', 'That file is not open here.', { remedy: 'Open it again.' });
    return file;
  }

  all(): Iterable<ChosenFile> {
    return this.files.values();
  }

  known(fits: (file: ChosenFile) => boolean): ChosenFile | undefined {
    return [...this.files.values()].find(fits);
  }

  adoptTarget(file: string): string {
    const handle = randomBytes(12).toString('hex');
    this.targets.set(handle, path.resolve(file));
    return handle;
  }

  /** The path of an export target; a target is good for one export. */
  takeTarget(handle: string): string {
    const target = this.targets.get(handle);
    if (target === undefined)
      throw new AppError('not-found', 'That export target is not known; choose one again.');
    this.targets.delete(handle);
    return target;
  }
}
