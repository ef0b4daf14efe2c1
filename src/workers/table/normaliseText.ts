import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { AppError } from '../../core/errors/index.ts';
import { normalisedCsv } from '../../core/table/index.ts';
import type { TableJobs } from '../../shared/tableJobs.ts';
import { readTexts } from './fileTexts.ts';

type Job = TableJobs['normaliseText'];

/** Rewrites delimited text as UTF-8 CSV into a file of its own. */
export async function normaliseText({
  file,
  dialect,
  target,
  control,
}: Job['input']): Promise<Job['output']> {
  const descriptor = openTarget(target);
  try {
    const writer = normalisedCsv(dialect, (csv) => writeWhole(descriptor, Buffer.from(csv, 'utf8')));
    const { rows, found } = await readTexts(file, dialect.gzip, dialect.encoding, control, writer);
    closeSync(descriptor);
    const { repaired, skipped, problems } = found;
    return { rows, repaired, skipped, problems };
  } catch (error) {
    closeSync(descriptor);
    unlinkSync(target);
    throw writeError(error);
  }
}

function openTarget(target: string): number {
  try {
    return openSync(target, 'wx', 0o600);
  } catch (error) {
    throw writeError(error);
  }
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

function writeError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (error instanceof AppError || code === undefined) return error;
  const reason = code === 'ENOSPC' ? 'the disk is full' : code;
  return new AppError('file-unwritable', `Cannot write the temporary file of the table, ${reason}.`, {
    cause: error,
  });
}
