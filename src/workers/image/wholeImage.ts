import { AppError, invariant } from '../../core/errors/index.ts';
import type { GlobalJob, MeasuredTable } from '../../core/operations/index.ts';
import type { WholeImage } from '../../core/strips/index.ts';
import { isCancelled, type JobControl, type JobInput } from '../../shared/jobs.ts';
import { planeShape, type Plane } from '../../shared/planes.ts';
import { readRectangle } from '../tile.ts';
import { keepRows } from './imageRows.ts';
import { operationNamed } from './operationNamed.ts';

/** Computes a result that needs all pixels at once. */
export function wholeImage(input: JobInput<'wholeImage'>): null {
  const { shape, name } = operationNamed(input.operation);
  invariant(shape.kind === 'global', `${name} is global`);
  const result = shape.compute(globalJob(input));
  const { width, height, pixelType } = input.frame;
  invariant(
    result.width === width && result.height === height && result.pixelType === pixelType,
    `${name} gives an image of the size and type that was said`,
  );
  keepRows(input.target, result.pixels, 0, width);
  return null;
}

/** Measures a table on whole images. */
export function measureImage(input: JobInput<'measureImage'>): MeasuredTable {
  const { shape, name } = operationNamed(input.operation);
  invariant(shape.kind === 'measure', `${name} measures`);
  return shape.compute(globalJob(input));
}

function globalJob(input: JobInput<'measureImage'>): GlobalJob {
  const { values, facts, frames, planes, control, shares } = input;
  const inputs = Object.entries(planes).map(([name, plane]) => [name, wholeOf(plane)] as const);
  return { values, facts, frames, inputs: Object.fromEntries(inputs), progress: reporter(control, shares) };
}

/** All pixels of a plane. */
export function wholeOf(plane: Plane): WholeImage {
  const { width, height, pixelType } = planeShape(plane);
  return { width, height, pixelType, pixels: readRectangle(plane, 0, 0, width, height) };
}

/** Tells how far the work is, and stops it when it is cancelled. */
export function reporter(control: JobControl, shares: number): (share: number) => void {
  const done = new Int32Array(control.progress);
  return (share) => {
    if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
    Atomics.store(done, 0, Math.round(Math.min(Math.max(share, 0), 1) * shares));
  };
}
