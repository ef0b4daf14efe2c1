import { integerExtrema } from '../core/stats/index.ts';
import type { JobInput, JobOutput } from '../shared/jobs.ts';
import { withFile } from './files.ts';

/** Exact extremes of a stretch of a 64-bit integer image. */
export function readIntegerExtrema({
  plane,
  at,
  length,
}: JobInput<'integerExtrema'>): JobOutput<'integerExtrema'> {
  return withFile(plane.file, (file) =>
    integerExtrema(file.read(plane.dataOffset + at, length), plane.encoding),
  );
}
