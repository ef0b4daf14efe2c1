import { randomUUID } from 'node:crypto';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../core/errors/index.ts';
import type { PixelType } from '../core/reduce/index.ts';
import { bytesPerPixel, type FilePlane } from '../shared/planes.ts';

/** Computed images that do not fit the memory budget: big-endian floats in private temporary files, gone when it is closed. */
export class Spool {
  private folder: Promise<string> | null = null;

  /** A file that rows of an image can be written into. */
  async create(width: number, height: number, pixelType: PixelType): Promise<string> {
    let file: string | null = null;
    try {
      this.folder ??= mkdtemp(path.join(tmpdir(), 'asterism-'));
      file = path.join(await this.folder, `${randomUUID()}.raw`);
      const handle = await open(file, 'wx', 0o600);
      try {
        await handle.truncate(width * height * bytesPerPixel(pixelType));
      } finally {
        await handle.close();
      }
      return file;
    } catch (cause) {
      if (file) await this.remove(file);
      else this.folder = null;
      throw new AppError('file-unwritable', `There is no room for the computed image in ${tmpdir()}.`, {
        remedy: 'Free some space there, or crop or bin the image first.',
        cause,
      });
    }
  }

  /** The finished file as a plane. */
  async plane(file: string, width: number, height: number, pixelType: PixelType): Promise<FilePlane> {
    const { size, mtimeMs } = await stat(file);
    return {
      kind: 'file',
      file: { path: file, bytes: size, modifiedMs: mtimeMs },
      encoding: {
        bitpix: pixelType === 'float32' ? -32 : -64,
        bscale: 1,
        bzero: 0,
        bzeroExact: 0n,
        blank: null,
      },
      dataOffset: 0,
      availableBytes: size,
      fullWidth: width,
      fullHeight: height,
      window: { x0: 0, y0: 0, width, height },
      pixelType,
    };
  }

  async remove(file: string): Promise<void> {
    await rm(file, { force: true });
  }

  async close(): Promise<void> {
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
    this.folder = null;
  }
}
