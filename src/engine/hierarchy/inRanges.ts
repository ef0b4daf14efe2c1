import type { JobControl } from '../../shared/jobs.ts';
import { inPieces } from '../cluster/inPieces.ts';

/** Runs jobs over ranges of points on all threads, and answers in the order of the points. */
export function inRanges<Part>(
  count: number,
  step: number,
  control: JobControl,
  run: (from: number, to: number) => Promise<Part>,
): Promise<Part[]> {
  const cuts = [0];
  while (cuts.at(-1)! < count) cuts.push(Math.min(count, cuts.at(-1)! + step));
  return inPieces(cuts, control, run);
}

/** The numbers of all ranges one after the other, over shared memory. */
export function joined(parts: readonly Float64Array[]): Float64Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const all = new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
