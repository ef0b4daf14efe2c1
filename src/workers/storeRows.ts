import { bytesPerPixel, type Kernels } from '../core/kernels/index.ts';
import type { Piece, PlaneShape, Reduction } from '../core/reduce/index.ts';
import type { StoreRequest } from '../shared/jobs.ts';
import { memoryRow, type MemoryPlane } from '../shared/planes.ts';
import { FIRST_LEVEL } from '../shared/pyramid.ts';

/** A cell of the first pyramid level is this many pixels wide and high. */
const CELL_ROWS = 2 ** FIRST_LEVEL;

/** Keeps the pixels that pass by: whole in shared memory, and averaged 4 x 4 as the first pyramid level.
 *
 * It is a reduction so that it shares the pass with the others; what it computes lies in shared memory.
 * Jobs own disjoint rows, so nothing is written twice. */
export const storeRows: Reduction<StoreRequest, null, null> = {
  halo: 0,
  start(request, plane, kernels) {
    const means = kernels.allocate(Math.ceil(plane.width / CELL_ROWS) * bytesPerPixel(plane.pixelType));
    const cell = kernels.allocate(CELL_ROWS * plane.width * bytesPerPixel(plane.pixelType));
    const level = request.pyramid[0];
    return {
      piece(piece) {
        if (request.plane) keepPixels(request.plane, piece);
        if (level) averageCells(level, request.offset, piece, plane, kernels, { cell, means });
      },
      end: () => null,
    };
  },
  merge: () => null,
  finish: () => null,
};

function keepPixels(target: MemoryPlane, piece: Piece): void {
  const { width, y0, y1, haloTop, pixels } = piece;
  for (let y = y0; y < y1; y++) {
    const at = (haloTop + y - y0) * width;
    memoryRow(target, y, 0, width).set(pixels.subarray(at, at + width));
  }
}

/** Rows of a cell that two pieces share are put together in `cell` first: jobs, unlike pieces, end where cells end. */
function averageCells(
  level: MemoryPlane,
  offset: number,
  piece: Piece,
  plane: PlaneShape,
  kernels: Kernels,
  { cell, means }: { readonly cell: number; readonly means: number },
): void {
  const rowBytes = piece.width * bytesPerPixel(plane.pixelType);
  for (let y = piece.y0; y < piece.y1;) {
    const first = Math.floor(y / CELL_ROWS) * CELL_ROWS;
    const last = Math.min(first + CELL_ROWS, plane.height);
    const end = Math.min(last, piece.y1);
    let rows = piece.pointer + (piece.haloTop + y - piece.y0) * rowBytes;
    if (y > first || end < last) {
      const memory = new Uint8Array(kernels.memory.buffer);
      memory.copyWithin(cell + (y - first) * rowBytes, rows, rows + (end - y) * rowBytes);
      rows = cell;
    }
    if (end === last) {
      kernels.mean4x4(plane.pixelType, rows, piece.width, last - first, means);
      writeMeans(level, first / CELL_ROWS, offset, plane, kernels, means);
    }
    y = end;
  }
}

function writeMeans(
  level: MemoryPlane,
  y: number,
  offset: number,
  { pixelType }: PlaneShape,
  kernels: Kernels,
  pointer: number,
): void {
  const columns = level.fullWidth;
  const { buffer } = kernels.memory;
  const means =
    pixelType === 'float32'
      ? new Float32Array(buffer, pointer, columns)
      : new Float64Array(buffer, pointer, columns);
  const row = memoryRow(level, y, 0, columns);
  if (offset === 0) row.set(means);
  else for (let x = 0; x < columns; x++) row[x] = means[x]! - offset;
}
