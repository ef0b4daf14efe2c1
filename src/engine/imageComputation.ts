import { AppError, invariant } from '../core/errors/index.ts';
import type { Facts, Frame, Operation, ParameterValues } from '../core/operations/index.ts';
import type { SpoolTarget } from '../shared/imageJobs.ts';
import { bytesPerPixel, type MemoryPlane, type Plane } from '../shared/planes.ts';
import type { BasePixels } from './basePixels.ts';
import type { Work } from './jobTracker.ts';
import { runInOrder, taskStarts } from './passes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';

/** What makes computed pixels: an operation with its parameters, on other pixels. */
export interface ImageComputation {
  readonly operation: Operation;
  readonly values: ParameterValues;
  /** By input; those but `image` that lend a frame only are not read. */
  readonly inputs: Readonly<Record<string, BasePixels>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly frame: Frame;
  /** What is known beforehand, in place of what `prepare` finds. */
  readonly facts?: Facts;
}

/** Steps of progress of a computation that runs in one go. */
const SHARES = 1000;

/** Computes all pixels of a local or geometric operation's result, in strips on all threads. */
export async function computeInStrips(
  pool: Pool,
  computation: ImageComputation,
  facts: Facts,
  planes: Readonly<Record<string, Plane>>,
  target: MemoryPlane | SpoolTarget,
  work: Work,
): Promise<void> {
  const { operation, values, frames, frame } = computation;
  work.expect(frame.height, operation.title);
  const starts = taskStarts(frame.width * bytesPerPixel(frame.pixelType), frame.height, pool);
  const job = { operation: operation.name, values, facts, frames, planes, frame, target };
  const { control } = work;
  await runInOrder(pool, starts, frame.height, control, async (y0, y1) => {
    for (let y = y0; y < y1;) y = await pool.run('imageRows', { ...job, control, y0: y, y1 }, PRIORITY.asked);
  });
}

/** Computes the result of an operation that needs all pixels at once. */
export async function computeWhole(
  pool: Pool,
  computation: ImageComputation,
  facts: Facts,
  planes: Readonly<Record<string, Plane>>,
  target: MemoryPlane,
  work: Work,
): Promise<void> {
  const { operation, values, frames, frame } = computation;
  work.expect(SHARES, operation.title);
  const { control } = work;
  const job = { operation: operation.name, values, facts, frames, planes, frame, target, control };
  await pool.run('wholeImage', { ...job, shares: SHARES }, PRIORITY.asked);
}

/** The table that an operation measures on whole images. */
export async function measuredTable(
  pool: Pool,
  computation: Omit<ImageComputation, 'frame'>,
  facts: Facts,
  planes: Readonly<Record<string, Plane>>,
  work: Work,
) {
  const { operation, values, frames } = computation;
  work.expect(SHARES, operation.title);
  const { control } = work;
  const job = { operation: operation.name, values, facts, frames, planes, control };
  return pool.run('measureImage', { ...job, shares: SHARES }, PRIORITY.asked);
}

/** Errors: over-budget where an operation that needs everything at once does not fit the memory budget. */
export function refuseOverBudget(
  operation: Operation,
  inputs: readonly BasePixels[],
  budgetBytes: number,
): void {
  const { shape } = operation;
  invariant(shape.kind === 'global' || shape.kind === 'measure', 'only what needs everything is refused');
  const { width, height } = inputs[0]!.window;
  const pixels = width * height;
  const perPixel =
    inputs.reduce((sum, input) => sum + bytesPerPixel(input.pixelType), 0) + shape.scratchBytes + 8;
  if (pixels * perPixel <= budgetBytes) return;
  const needed = Math.ceil((pixels * perPixel) / 2 ** 20);
  const allowed = Math.floor(budgetBytes / 2 ** 20);
  throw new AppError(
    'over-budget',
    `${operation.title} needs the whole image at once: ${needed} MiB for ${width} × ${height} pixels, and ${allowed} MiB may be used.`,
    { remedy: 'Crop the image or bin it first.' },
  );
}
