import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors/index.ts';

/** Writes a file so that it is there whole or not at all: to a temporary name beside it, then renamed.
 * Refuses to write over any of `inputs`. */
export async function atomicWrite(
  target: string,
  inputs: readonly string[],
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  await refuseTarget(target, inputs);
  // Not made from the target's name, which may already be as long as the disk allows.
  const temporary = path.join(path.dirname(target), `.asterism-${randomBytes(12).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o666);
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw writeError(error, target);
  }
}

/** What can be known before the work: that the target is an input, and that its name is too long for the disk. */
async function refuseTarget(target: string, inputs: readonly string[]): Promise<void> {
  const real = await realpath(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENAMETOOLONG') throw writeError(error, target);
    return null;
  });
  if (real === null) return;
  for (const input of inputs) {
    if ((await realpath(input).catch(() => null)) !== real) continue;
    throw new AppError('refused', `The output would replace the input it is made from: ${target}`, {
      remedy: 'Choose another name for the output.',
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is not a folder',
  EEXIST: 'there is something else of that name',
  EISDIR: 'there is a folder of that name',
  ENOTEMPTY: 'there is a folder of that name',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
};

/** Why the system refused to write, as half a sentence; null where it was not the system that refused. */
export function writeReason(error: unknown): string | null {
  if (error instanceof AppError) return error.cause === undefined ? null : writeReason(error.cause);
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === undefined ? null : (REASONS[code] ?? code);
}

function writeError(error: unknown, target: string): unknown {
  const reason = error instanceof AppError ? null : writeReason(error);
  if (reason === null) return error;
  return new AppError('file-unwritable', `Cannot write the file, ${reason}: ${target}`, {
    remedy: 'Nothing was written; choose another place.',
    cause: error,
  });
}
