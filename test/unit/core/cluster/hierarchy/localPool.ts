import { errorFromRecord, errorRecord } from '../../../../../src/core/errors/index.ts';
import type { Pool } from '../../../../../src/engine/pool.ts';
import { hierarchyHandlers } from '../../../../../src/workers/hierarchy/handlers.ts';

/** A pool whose jobs run here, several at a time and in turns, over cloned messages as between threads. */
export function localPool(threads: number): Pool {
  const free: (() => void)[] = [];
  let busy = 0;
  const turn = async (): Promise<void> => {
    if (busy >= threads) await new Promise<void>((resolve) => free.push(resolve));
    busy++;
    // Later jobs of other threads may overtake.
    for (let i = 0; i < (busy * 7) % 5; i++) await Promise.resolve();
  };
  return {
    threads,
    taskBytes: 2 ** 20,
    async run(job, input) {
      await turn();
      try {
        const handler = hierarchyHandlers[job as keyof typeof hierarchyHandlers] as (input: unknown) => never;
        return structuredClone(handler(structuredClone(input)));
      } catch (error) {
        throw errorFromRecord(structuredClone(errorRecord(error)));
      } finally {
        busy--;
        free.shift()?.();
      }
    },
    close: () => Promise.resolve(),
  };
}
