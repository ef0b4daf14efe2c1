import { newPixels, type Kernels, type PixelArray } from '../../src/core/kernels/index.ts';
import {
  scanRows,
  type MultiPass,
  type MultiPassStep,
  type Pass,
  type Reduction,
  type RowProvider,
} from '../../src/core/reduce/index.ts';

export interface Plane {
  readonly data: PixelArray;
  readonly width: number;
  readonly height: number;
}

/** A plane in memory as a row provider; `bigEndian` gives its bytes as a FITS file has them. */
export function planeRows(plane: Plane, bigEndian = false): RowProvider {
  const { data, width, height } = plane;
  const size = data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(data.slice().buffer);
  if (bigEndian) {
    for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse();
  }
  return {
    shape: { width, height, pixelType: size === 4 ? 'float32' : 'float64' },
    readInto(y0, y1, target) {
      target.set(bytes.subarray(y0 * width * size, y1 * width * size));
      return bigEndian ? 'big-endian' : 'native';
    },
  };
}

/** Runs a reduction over ranges of rows that meet at `cuts`, merges the partial results pairwise and finishes. */
export function reduceRows<Params, Partial, Result>(
  rows: RowProvider,
  reduction: Reduction<Params, Partial, Result>,
  params: Params,
  kernels: Kernels,
  cuts: readonly number[] = [],
): Result {
  return reduction.finish(mergedPartial(rows, reduction, params, kernels, cuts), params, rows.shape);
}

/** Runs a plan of several passes to its result. */
export function runPlan<Params, Partial, Result>(
  rows: RowProvider,
  reduction: Reduction<Params, Partial, Partial>,
  plan: MultiPass<Params, Partial, Result>,
  kernels: Kernels,
  cuts: readonly number[] = [],
): { result: Result; passes: number } {
  let step: MultiPassStep<Params, Partial, Result> = { done: false, pass: plan };
  let passes = 0;
  while (!step.done) {
    passes++;
    step = step.pass.next(mergedPartial(rows, reduction, step.pass.params, kernels, cuts));
  }
  return { result: step.result, passes };
}

function mergedPartial<Params, Partial, Result>(
  rows: RowProvider,
  reduction: Reduction<Params, Partial, Result>,
  params: Params,
  kernels: Kernels,
  cuts: readonly number[],
): Partial {
  const edges = [0, ...[...cuts].sort((a, b) => a - b), rows.shape.height];
  const pass = { reduction, params } as unknown as Pass<never, Partial>;
  let partials = edges
    .slice(1)
    .map((end, i) => scanRows<[Partial]>(rows, edges[i]!, end, [pass], kernels)[0]);
  while (partials.length > 1) {
    partials = partials.flatMap((upper, i) => {
      if (i % 2 === 1) return [];
      const lower = partials[i + 1];
      return [lower === undefined ? upper : reduction.merge(upper, lower, params, rows.shape)];
    });
  }
  return partials[0]!;
}

export function planeOf(values: readonly (readonly number[])[], type: 'float32' | 'float64'): Plane {
  const width = values[0]!.length;
  const data = newPixels(type, width * values.length);
  values.forEach((row, y) => data.set(row, y * width));
  return { data, width, height: values.length };
}
