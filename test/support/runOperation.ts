import {
  computeRows,
  parametersSchema,
  resultFrame,
  type Facts,
  type Frame,
  type MeasuredTable,
  type Operation,
  type ParameterValues,
} from '../../src/core/operations/index.ts';
import { scanRows, type RowProvider } from '../../src/core/reduce/index.ts';
import { reductionNamed } from '../../src/core/reductions/index.ts';
import type { Kernels } from '../../src/core/kernels/index.ts';
import type { WholeImage } from '../../src/core/strips/index.ts';
import type { Wcs } from '../../src/core/wcs/index.ts';
import { loadKernels } from '../../src/workers/kernels.ts';
import * as v from 'valibot';

export interface RunOptions {
  /** A multiple of 64; all rows at once where it is not given. */
  readonly stripRows?: number;
  readonly others?: Readonly<Record<string, WholeImage>>;
  readonly kernels?: Kernels;
  /** Of the input `image`; sizes come from it. */
  readonly frame?: { readonly originX?: number; readonly originY?: number; readonly wcs?: Wcs | null };
  readonly otherFrames?: Readonly<Record<string, { readonly wcs?: Wcs | null }>>;
}

/** Runs an operation on whole images as the engine would, in strips, without threads. */
export function runOperation(
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
  image: WholeImage,
  options: RunOptions = {},
): WholeImage & { facts: Facts; frame: Frame } {
  const { values, inputs, frames, facts, kernels } = prepared(operation, params, image, options);
  const frame = resultFrame(operation, values, frames);
  if (operation.shape.kind === 'global')
    return {
      ...operation.shape.compute({ values, facts, frames, inputs, progress: () => {} }),
      facts,
      frame,
    };
  const { width, height, pixelType } = frame;
  const pixels =
    pixelType === 'float32' ? new Float32Array(width * height) : new Float64Array(width * height);
  const rows = Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, rowsOf(one)]));
  const step = options.stripRows ?? Math.max(height, 1);
  for (let y0 = 0; y0 < height; y0 += step) {
    const y1 = Math.min(y0 + step, height);
    const request = { operation, values, facts, frames, frame, inputs: rows, y0, y1 };
    computeRows(request, kernels, (strip) => pixels.set(strip, y0 * width));
  }
  return { width, height, pixelType, pixels, facts, frame };
}

/** Runs an operation that gives a table. */
export function measureOperation(
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
  image: WholeImage,
  options: RunOptions = {},
): MeasuredTable {
  if (operation.shape.kind !== 'measure') throw new Error(`${operation.name} gives no table`);
  const { values, inputs, frames, facts } = prepared(operation, params, image, options);
  return operation.shape.compute({ values, facts, frames, inputs, progress: () => {} });
}

function prepared(
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
  image: WholeImage,
  { others = {}, kernels = loadKernels(), frame = {}, otherFrames = {} }: RunOptions,
) {
  const values: ParameterValues = v.parse(parametersSchema(operation.parameters), params);
  const inputs: Record<string, WholeImage> = { image, ...others };
  const frames: Record<string, Frame> = {};
  for (const [name, { width, height, pixelType }] of Object.entries(inputs)) {
    const place = name === 'image' ? frame : (otherFrames[name] ?? {});
    frames[name] = { width, height, pixelType, originX: 0, originY: 0, wcs: null, ...place };
  }
  return { values, inputs, frames, kernels, facts: factsOf(operation, values, image, kernels) };
}

function factsOf({ shape }: Operation, values: ParameterValues, image: WholeImage, kernels: Kernels): Facts {
  const prepare = 'prepare' in shape ? shape.prepare : undefined;
  if (!prepare) return {};
  let step = prepare.call(shape, values, image);
  while (!step.done) {
    const pass = { reduction: reductionNamed(step.reduction), params: step.params };
    const [merged] = scanRows(rowsOf(image), 0, image.height, [pass as never], kernels);
    step = step.next(merged);
  }
  return step.facts;
}

function rowsOf({ width, height, pixelType, pixels }: WholeImage): RowProvider {
  return {
    shape: { width, height, pixelType },
    readInto(y0, y1, target) {
      const part = pixels.subarray(y0 * width, y1 * width);
      target.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
      return 'native';
    },
  };
}
