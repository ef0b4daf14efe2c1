import type { JobControl } from '../../shared/jobs.ts';

/** Runs jobs over the stretches between cuts on all threads, and answers in their order; one failure stops them all. */
export async function inPieces<Part>(
  cuts: readonly number[],
  control: JobControl,
  run: (from: number, to: number) => Promise<Part>,
): Promise<Part[]> {
  const parts = cuts.slice(1).map((to, i) => run(cuts[i]!, to));
  try {
    return await Promise.all(parts);
  } catch (error) {
    // The other pieces are of no use any more.
    Atomics.store(new Int32Array(control.cancel), 0, 1);
    await Promise.allSettled(parts);
    throw error;
  }
}
