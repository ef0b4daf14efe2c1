import { AppError } from '../../core/errors/index.ts';
import { BLOCK_ROWS } from '../../core/regression/index.ts';
import { isCancelled, type JobControl } from '../../shared/jobs.ts';

interface Range {
  readonly from: number;
  readonly to: number;
  readonly control: JobControl;
}

export function blocksOf({ from, to }: Range): number {
  return Math.ceil((to - from) / BLOCK_ROWS);
}

/** Visits the blocks of some rows in order, counting rows done and stopping when the work is cancelled. */
export function forEachBlock(
  { from, to, control }: Range,
  visit: (from: number, to: number, block: number) => void,
): void {
  const progress = new Int32Array(control.progress);
  for (let at = from, block = 0; at < to; at += BLOCK_ROWS, block++) {
    if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
    const end = Math.min(to, at + BLOCK_ROWS);
    visit(at, end, block);
    Atomics.add(progress, 0, end - at);
  }
}
