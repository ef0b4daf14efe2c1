import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors/index.ts';
import { meshBackground } from '../../../src/core/operations/filter/meshBackground.ts';
import type { BasePixels } from '../../../src/engine/basePixels.ts';
import { silentWork } from '../../../src/engine/jobTracker.ts';
import type { Pool } from '../../../src/engine/pool.ts';
import { preparedFacts } from '../../../src/engine/preparedFacts.ts';
import { allocateMemoryPlane } from '../../../src/shared/planes.ts';

const plane = allocateMemoryPlane(4, 4, 'float32');

/** An image of one mesh with that background, when a pass has been answered. */
function measuredBy() {
  const passes: { answer(background: number): void; fail(): void }[] = [];
  const pool = {
    threads: 1,
    taskBytes: 2 ** 20,
    run: () =>
      new Promise((resolve, reject) => {
        passes.push({
          answer: (background) => {
            const mesh = { row: 0, modes: Float64Array.of(background), rms: Float64Array.of(1) };
            resolve([{ done: [mesh], open: [] }]);
          },
          fail: () => reject(new AppError('cancelled', 'The work was cancelled.')),
        });
      }),
    close: () => Promise.resolve(),
  } as unknown as Pool;
  const image = {
    window: { x0: 0, y0: 0, width: 4, height: 4 },
    file: null,
    facts: { percentiles: new Map(), maxima: new Map() },
  } as unknown as BasePixels;
  const background = async (filterSize: number): Promise<unknown> => {
    const values = { box_size: 4, filter_size: filterSize, filter_threshold: 0, gives: 'background' };
    const computation = { operation: meshBackground, values, inputs: { image } };
    const { surface } = await preparedFacts(pool, computation, plane, silentWork());
    return (surface as { values: Float64Array }).values[0];
  };
  return { passes, background };
}

const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

describe('what an operation wants to know of its image', () => {
  it('is measured once for those who ask meanwhile, and for those who ask later', async () => {
    const { passes, background } = measuredBy();
    const both = [background(3), background(5)];
    await turn();
    expect(passes).toHaveLength(1);
    passes[0]!.answer(7);
    expect(await Promise.all(both)).toEqual([7, 7]);
    expect(await background(1)).toBe(7);
    expect(passes).toHaveLength(1);
  });

  it('is measured by the next in line where the first gives up', async () => {
    const { passes, background } = measuredBy();
    const first = background(3);
    const second = background(3);
    await turn();
    passes[0]!.fail();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await turn();
    expect(passes).toHaveLength(2);
    passes[1]!.answer(8);
    expect(await second).toBe(8);
  });
});
