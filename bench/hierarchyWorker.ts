import { errorRecord } from '../src/core/errors/index.ts';
import { hierarchyHandlers } from '../src/workers/hierarchy/handlers.ts';
import { transferring } from '../src/workers/transfer.ts';

/** The pool's entry with the jobs of hierarchical clustering alone. */
async function runJob(message: { job: string; input: unknown }): Promise<unknown> {
  try {
    const handler = hierarchyHandlers[message.job as keyof typeof hierarchyHandlers];
    return transferring({ ok: true, value: await (handler as (input: unknown) => unknown)(message.input) });
  } catch (error) {
    return { ok: false, error: errorRecord(error) };
  }
}

export { runJob as default };
