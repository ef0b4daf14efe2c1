import { AppError } from '../errors/index.ts';
import { bytesPerPixel, pixelView, type Kernels, type PixelArray } from '../kernels/index.ts';
import type { PixelType, RowProvider } from '../reduce/index.ts';
import { fillStrip, stripAt, type Strip, type StripResult } from '../strips/index.ts';
import type { Facts, Frame } from './imageJobs.ts';
import type { GeometricShape, LocalShape, Operation } from './operation.ts';
import type { ParameterValues } from './parameter.ts';

/** Rows of a result, and all that is needed to compute them. */
export interface RowsRequest {
  readonly operation: Operation;
  readonly values: ParameterValues;
  readonly facts: Facts;
  readonly frames: Readonly<Record<string, Frame>>;
  /** Of the result. */
  readonly frame: Frame;
  readonly inputs: Readonly<Record<string, RowProvider>>;
  readonly y0: number;
  readonly y1: number;
  /** Called now and then; throws when the work was cancelled. */
  readonly poll?: () => void;
}

const MAX_HALO = 10_000;

/** Rows y0 … y1 - 1 of the result of a local or geometric operation, given to `use` while they lie in the kernels' memory.
 *
 * Errors: over-budget where the rows and what surrounds them do not fit the kernels' memory; what the operation throws. */
export function computeRows<T>(request: RowsRequest, kernels: Kernels, use: (pixels: PixelArray) => T): T {
  const { shape } = request.operation;
  const mark = kernels.mark();
  try {
    const { width, pixelType } = request.frame;
    const rows = request.y1 - request.y0;
    const pointer = kernels.allocate(width * rows * bytesPerPixel(pixelType));
    const result = stripAt(kernels, { width, rows, haloX: 0, haloY: 0, pixelType, pointer });
    if (shape.kind === 'local') computeLocal(shape, request, result, kernels);
    else if (shape.kind === 'geometric') computeGeometric(shape, request, result, kernels);
    else throw new AppError('internal', `"${request.operation.name}" does not run in strips.`);
    return use(result.pixels);
  } finally {
    kernels.release(mark);
  }
}

function computeLocal(shape: LocalShape, request: RowsRequest, result: StripResult, kernels: Kernels): void {
  const { values, inputs, y0, y1, frames, facts, poll = () => {} } = request;
  const image = inputs['image']!.shape;
  const halo = shape.halo(values);
  if (halo.x > MAX_HALO || halo.y > MAX_HALO)
    throw new AppError(
      'bad-argument',
      `${request.operation.title} would need ${Math.max(halo.x, halo.y)} pixels on each side; at most ${MAX_HALO} are possible.`,
    );
  const border = shape.border?.(values) ?? { mode: 'reflect', cval: 0 };
  const strips: Record<string, Strip> = {};
  for (const [name, rows] of Object.entries(inputs))
    strips[name] = fillStrip(
      rows,
      { y0, y1, haloX: halo.x, haloY: halo.y, ...border, pixelType: image.pixelType },
      kernels,
    );
  shape.compute({ values, facts, frames, inputs: strips, y0, image, kernels, result, poll });
}

function computeGeometric(
  shape: GeometricShape,
  request: RowsRequest,
  result: StripResult,
  kernels: Kernels,
): void {
  const { values, inputs, y0, y1, frames, frame, facts } = request;
  const rows = inputs['image']!;
  const needed = shape.rows(values, frames, y0, y1);
  const from = Math.max(0, Math.min(needed.y0, rows.shape.height));
  const to = Math.max(from, Math.min(needed.y1, rows.shape.height));
  const input = readRows(rows, from, to, kernels);
  shape.compute({
    values,
    facts,
    frames,
    frame,
    input,
    inputY0: from,
    inputRows: to - from,
    y0,
    result,
  });
}

function readRows(rows: RowProvider, y0: number, y1: number, kernels: Kernels): PixelArray {
  const { width, pixelType } = rows.shape;
  const count = width * (y1 - y0);
  const pointer = kernels.allocate(count * bytesPerPixel(pixelType));
  const bytes = count * bytesPerPixel(pixelType);
  const order = rows.readInto(y0, y1, new Uint8Array(kernels.memory.buffer, pointer, bytes));
  if (order === 'big-endian') kernels.swap(pixelType, pointer, count);
  return pixelView(pixelType, kernels.memory.buffer, pointer, count);
}

/** The frame of an operation's result. */
export function resultFrame(
  operation: Operation,
  values: ParameterValues,
  frames: Readonly<Record<string, Frame>>,
): Frame {
  const image = frames['image']!;
  const pixelType: PixelType = operation.resultType?.(image.pixelType) ?? image.pixelType;
  const { shape } = operation;
  if (shape.kind === 'global' && shape.offSky)
    return { ...image, pixelType, wcs: null, originX: 0, originY: 0 };
  if (shape.kind !== 'geometric') return { ...image, pixelType };
  return { ...shape.frame(values, frames), pixelType };
}
