import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../core/errors/index.ts';
import type { ByteReader } from '../core/fits/index.ts';
import type { FileIdentity } from '../shared/planes.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};

/** A file open for reading, with what it looked like when it was opened. */
export interface OpenedFile extends ByteReader {
  readonly identity: FileIdentity;
  /** Reads into memory that the caller owns; answers how many bytes there were. */
  readInto(offset: number, into: Uint8Array): number;
}

/** Opens a file for as long as `work` takes. With an `expected` identity the file must still be that one. */
export function withFile<T>(file: string | FileIdentity, work: (file: OpenedFile) => T): T {
  const path = typeof file === 'string' ? file : file.path;
  let descriptor: number;
  try {
    // A pipe that nobody writes to must not keep the thread waiting; Windows has no such flag.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw readError(error, path);
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile())
      throw new AppError('file-unreadable', `Cannot read it, it is not a regular file: ${path}`);
    const identity: FileIdentity = { path, bytes: status.size, modifiedMs: status.mtimeMs };
    if (typeof file !== 'string') refuseChanged(file, identity);
    return work(openedFile(descriptor, identity));
  } catch (error) {
    throw readError(error, path);
  } finally {
    closeSync(descriptor);
  }
}

function openedFile(descriptor: number, identity: FileIdentity): OpenedFile {
  const readInto = (offset: number, into: Uint8Array): number => {
    let done = 0;
    while (done < into.byteLength) {
      const got = readSync(descriptor, into, done, into.byteLength - done, offset + done);
      if (got === 0) break;
      done += got;
    }
    // What is not there any more is no missing data.
    if (done < Math.min(into.byteLength, identity.bytes - offset)) throw changed(identity.path);
    return done;
  };
  return {
    identity,
    size: identity.bytes,
    readInto,
    read(offset, length) {
      const there = Math.max(0, Math.min(length, identity.bytes - offset));
      const bytes = new Uint8Array(there);
      return bytes.subarray(0, readInto(offset, bytes));
    },
  };
}

function refuseChanged(expected: FileIdentity, found: FileIdentity): void {
  if (expected.bytes === found.bytes && expected.modifiedMs === found.modifiedMs) return;
  throw changed(expected.path);
}

function changed(path: string): AppError {
  return new AppError('file-changed', `The file has changed since it was opened: ${path}`, {
    remedy: 'Open it again to see what it holds now.',
  });
}

function readError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (error instanceof AppError || code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AppError('file-missing', `There is no such file: ${path}`, {
      remedy: 'It may have been moved or deleted, or its disk may be gone.',
      cause: error,
    });
  return new AppError('file-unreadable', `Cannot read the file, ${REASONS[code] ?? code}: ${path}`, {
    cause: error,
  });
}
