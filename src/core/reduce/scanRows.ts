import { AppError, invariant } from '../errors/index.ts';
import { bytesPerPixel, pixelView, type Kernels, type PixelArray } from '../kernels/index.ts';
import { BLOCK_ROWS, type Piece, type Reduction } from './reduction.ts';
import type { RowProvider } from './rowProvider.ts';

/** A piece of about this size, and what the kernels write of it, stays in a core's own cache. */
const PIECE_BYTES = 1 << 18;
/** The widest row that is worked on whole. */
const MAX_ROW_PIXELS = 2 ** 24;

/** A reduction with its parameters, as one of several that share a pass. */
export interface Pass<Params, Partial> {
  readonly reduction: Reduction<Params, Partial, unknown>;
  readonly params: Params;
}

/** Runs several reductions in one look at rows yStart … yEnd - 1, and returns their partial results in the same order.
 *
 * Method: rows are read piece by piece into the kernels' memory, swapped there, and shown to every reducer while they are
 * in cache. A piece has at most BLOCK_ROWS rows and ends at multiples of it; the rows that neighbouring pieces share are
 * carried over, so that nothing is read twice. `beforePiece` may throw to stop.
 * Errors: over-budget when one row has more than 2^24 pixels; what the provider and `beforePiece` throw.
 * Cost: the reducers' time; memory of a piece (256 KiB, or a few rows) and of the reducers. */
export function scanRows<Partials extends readonly unknown[]>(
  rows: RowProvider,
  yStart: number,
  yEnd: number,
  passes: { readonly [K in keyof Partials]: Pass<never, Partials[K]> },
  kernels: Kernels,
  beforePiece: (y0: number) => void = () => {},
): Partials {
  const { width, height, pixelType } = rows.shape;
  invariant(0 <= yStart && yStart <= yEnd && yEnd <= height, `rows ${yStart} to ${yEnd} of ${height}`);
  if (width > MAX_ROW_PIXELS) {
    throw new AppError(
      'over-budget',
      `The rows have ${width} pixels; at most ${MAX_ROW_PIXELS} can be worked on.`,
    );
  }
  const rowBytes = width * bytesPerPixel(pixelType);
  const pieceRows = Math.min(BLOCK_ROWS, Math.max(1, Math.floor(PIECE_BYTES / rowBytes)));
  const halo = passes.some((pass) => pass.reduction.halo > 0) ? 1 : 0;
  const mark = kernels.mark();
  try {
    const pointer = kernels.allocate((pieceRows + 2 * halo) * rowBytes);
    const reducers = passes.map((pass) => pass.reduction.start(pass.params, rows.shape, kernels));
    // Rows loadedStart … loadedEnd - 1 of the plane are in memory from `pointer` on.
    let loadedStart = Math.max(0, yStart - halo);
    let loadedEnd = loadedStart;
    for (let y0 = yStart; y0 < yEnd;) {
      beforePiece(y0);
      const blockEnd = (Math.floor(y0 / BLOCK_ROWS) + 1) * BLOCK_ROWS;
      const y1 = Math.min(y0 + pieceRows, blockEnd, yEnd);
      const haloTop = Math.min(halo, y0);
      const haloBottom = Math.min(halo, height - y1);
      const memory = new Uint8Array(kernels.memory.buffer);
      const start = y0 - haloTop;
      memory.copyWithin(
        pointer,
        pointer + (start - loadedStart) * rowBytes,
        pointer + (loadedEnd - loadedStart) * rowBytes,
      );
      loadedStart = start;
      loadedEnd = Math.max(loadedEnd, start);
      const end = y1 + haloBottom;
      if (end > loadedEnd) {
        const target = pointer + (loadedEnd - loadedStart) * rowBytes;
        const bytes = (end - loadedEnd) * rowBytes;
        const order = rows.readInto(loadedEnd, end, memory.subarray(target, target + bytes));
        if (order === 'big-endian') kernels.swap(pixelType, target, (end - loadedEnd) * width);
        loadedEnd = end;
      }
      let pixels: PixelArray | undefined;
      const piece: Piece = {
        width,
        y0,
        y1,
        haloTop,
        haloBottom,
        pointer,
        get pixels() {
          // Made when asked for: most reducers never leave the kernels.
          if (pixels?.buffer !== kernels.memory.buffer) {
            pixels = pixelView(pixelType, kernels.memory.buffer, pointer, (end - start) * width);
          }
          return pixels;
        },
      };
      for (const reducer of reducers) reducer.piece(piece);
      y0 = y1;
    }
    return reducers.map((reducer) => reducer.end()) as unknown as Partials;
  } finally {
    kernels.release(mark);
  }
}
