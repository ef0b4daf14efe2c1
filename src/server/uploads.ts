import { rmSync } from 'node:fs';
import { mkdtemp, open, rm, statfs, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../core/errors/index.ts';
import { openableSuffix } from './openableSuffix.ts';

const GIB = 2 ** 30;
const LARGEST = 64 * GIB;
const LEFT_FREE = GIB;

/** Dropped files, kept in a private temporary folder until the program ends. */
export class Uploads {
  #folder: Promise<string> | null = null;
  #count = 0;
  /** Declared by uploads under way; counted as used, so that several at once do not fill the disk. */
  #reserved = 0;
  #removeAtExit: (() => void) | null = null;

  /** Streams a body of exactly `size` bytes to a file and gives its path; on any failure nothing is left. */
  async receive(name: string, size: number, body: AsyncIterable<Uint8Array>): Promise<string> {
    const folder = await this.#privateFolder();
    await this.#reserve(folder, size);
    this.#count += 1;
    const file = path.join(folder, `${this.#count}${openableSuffix(name)}`);
    try {
      await writeExactly(file, name, size, body);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    } finally {
      this.#reserved -= size;
    }
    return file;
  }

  async removeAll(): Promise<void> {
    const folder = await this.#folder?.catch(() => null);
    if (folder === undefined || folder === null) return;
    await rm(folder, { recursive: true, force: true });
    if (this.#removeAtExit !== null) process.off('exit', this.#removeAtExit);
    this.#folder = null;
  }

  #privateFolder(): Promise<string> {
    // mkdtemp makes it readable by its owner only.
    this.#folder ??= mkdtemp(path.join(tmpdir(), 'asterism-uploads-')).then(
      (folder) => {
        this.#removeAtExit = () => rmSync(folder, { recursive: true, force: true });
        process.once('exit', this.#removeAtExit);
        return folder;
      },
      (cause: unknown) => {
        // There may be room for one later.
        this.#folder = null;
        throw new AppError(
          'file-unwritable',
          'There is no room for dropped files: no temporary folder can be made.',
          {
            cause,
          },
        );
      },
    );
    return this.#folder;
  }

  /** Checked and counted in one step: two uploads that begin together must not both have the same room. */
  async #reserve(folder: string, size: number): Promise<void> {
    const disk = await statfs(folder);
    const limit = Math.min(LARGEST, Math.max(0, disk.bavail * disk.bsize - LEFT_FREE - this.#reserved));
    if (size > limit)
      throw new AppError('over-budget', `The file has ${size} bytes; ${limit} can be taken over.`, {
        remedy: 'Name the file or its folder to `asterism serve` instead, so that nothing has to be copied.',
      });
    this.#reserved += size;
  }
}

async function writeExactly(
  file: string,
  name: string,
  size: number,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    let written = 0;
    for await (const chunk of body) {
      written += chunk.length;
      if (written > size)
        throw new AppError('bad-argument', `More than the announced ${size} bytes came: ${name}`);
      await writeAll(handle, chunk, name);
    }
    if (written < size) throw new AppError('truncated', `Only ${written} of ${size} bytes came: ${name}`);
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, name: string): Promise<void> {
  try {
    for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at)).bytesWritten;
  } catch (cause) {
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    const why = full ? 'the disk of temporary files is full' : 'the temporary file cannot be written';
    throw new AppError('file-unwritable', `The copy stopped, ${why}: ${name}`, { cause });
  }
}
