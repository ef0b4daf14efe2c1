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
    const out = kernels.allocate(Math.ceil(plane.width / CELL_ROWS) * bytesPerPixel(plane.pixelType));
    return {
      piece(piece) {
        if (request.plane) keepPixels(request.plane, piece);
        if (request.pyramid[0]) averageCells(request.pyramid[0], request.offset, piece, plane, kernels, out);
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

function averageCells(
  level: MemoryPlane,
  offset: number,
  piece: Piece,
  plane: PlaneShape,
  kernels: Kernels,
  out: number,
): void {
  const { width, y0, y1, haloTop, pointer } = piece;
  const size = bytesPerPixel(plane.pixelType);
  const columns = Math.ceil(width / CELL_ROWS);
  for (let y = y0; y < y1; y += CELL_ROWS) {
    const rows = Math.min(CELL_ROWS, y1 - y);
    kernels.mean4x4(plane.pixelType, pointer + (haloTop + y - y0) * width * size, width, rows, out);
    const { buffer } = kernels.memory;
    const means = size === 4 ? new Float32Array(buffer, out, columns) : new Float64Array(buffer, out, columns);
    const row = memoryRow(level, y / CELL_ROWS, 0, columns);
    if (offset === 0) row.set(means);
    else for (let x = 0; x < columns; x++) row[x] = means[x]! - offset;
  }
}
