import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../core/errors/index.ts';
import { isCancelled, type JobControl } from '../../shared/jobs.ts';
import type { FileIdentity } from '../../shared/planes.ts';
import { withFile } from '../files.ts';

const MEBIBYTE = 2 ** 20;
/** Unpacked text beyond `bytes` must not be more than `ratio` times the packed one: nobody's table is. */
const UNPACK_LIMITS = { bytes: 256 * MEBIBYTE, ratio: 200 } as const;

export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** The bytes of a file in pieces of about a mebibyte, unpacked where it is gzipped.
 *
 * The file is opened for each piece, and must be the same one each time. Progress counts mebibytes of the file.
 * Errors: `cancelled`; `file-changed`; `truncated`, `bad-table` and `over-budget` for a gzip file that is cut short,
 * damaged, or unpacks to more than UNPACK_LIMITS. */
export function filePieces(
  file: FileIdentity,
  gzip: boolean,
  control: JobControl,
): AsyncIterable<Uint8Array> {
  return gzip ? unpacked(file, control) : Readable.from(packed(file, control));
}

function* packed(file: FileIdentity, control: JobControl): Generator<Uint8Array> {
  for (let at = 0; at < file.bytes; at += MEBIBYTE) {
    if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
    yield withFile(file, (opened) => opened.read(at, MEBIBYTE));
    Atomics.add(new Int32Array(control.progress), 0, 1);
  }
}

async function* unpacked(file: FileIdentity, control: JobControl): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed(file, control));
  const gunzip = createGunzip({ chunkSize: MEBIBYTE });
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let bytes = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      if (bytes > UNPACK_LIMITS.bytes && bytes > UNPACK_LIMITS.ratio * file.bytes)
        throw new AppError(
          'over-budget',
          `The gzip file unpacks to more than ${UNPACK_LIMITS.ratio} times its size; it is not read.`,
        );
      yield piece;
    }
  } catch (error) {
    throw unpackError(error);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function unpackError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'Z_BUF_ERROR')
    return new AppError('truncated', 'The gzip file is cut short.', {
      cause: error,
      remedy: 'Get it again.',
    });
  if (code === 'Z_DATA_ERROR')
    return new AppError('bad-table', 'The gzip file is damaged and cannot be unpacked.', { cause: error });
  return error;
}

/** The first `bytes` bytes (fewer where there are no more), unpacked where the file is gzipped. */
export async function fileStart(
  file: FileIdentity,
  gzip: boolean,
  bytes: number,
  control: JobControl,
): Promise<Uint8Array> {
  if (!gzip) return withFile(file, (opened) => opened.read(0, bytes));
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of filePieces(file, true, control)) {
    parts.push(piece);
    length += piece.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(parts).subarray(0, bytes);
}
