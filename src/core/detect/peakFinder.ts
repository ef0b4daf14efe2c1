import { bytesPerPixel, MAX_PEAK_COLUMNS, type Kernels, type PixelType } from '../kernels/index.ts';
import type { Piece } from '../reduce/index.ts';
import type { PeakStore } from './peakChunks.ts';

/** Writes the peaks of a piece that are >= floor into the store, by row, then column; returns how many maxima there are,
 * kept or not. */
export type PeakFinder = (piece: Piece, floor: number, store: PeakStore) => number;

/** `floor` must be a number of the pixel type. */
export function createPeakFinder(type: PixelType, width: number, kernels: Kernels): PeakFinder {
  const columns = Math.min(width, MAX_PEAK_COLUMNS);
  const rowsAtOnce = Math.max(1, Math.floor(MAX_PEAK_COLUMNS / width));
  const scratch = kernels.allocate(2 * columns + 16);
  const rowBytes = width * bytesPerPixel(type);
  return (piece, floor, store) => {
    let count = 0;
    for (let y = piece.y0; y < piece.y1; y += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, piece.y1 - y);
      for (let x0 = 0; x0 < width; x0 += columns) {
        const x1 = Math.min(width, x0 + columns);
        const { offsets, values, y0 } = store.room(y, y + rows, rows * (x1 - x0));
        const found = kernels.peaks({
          type,
          pointer: piece.pointer + (piece.haloTop + y - piece.y0) * rowBytes,
          width,
          rows,
          haloTop: y > piece.y0 || piece.haloTop > 0 ? 1 : 0,
          haloBottom: y + rows < piece.y1 || piece.haloBottom > 0 ? 1 : 0,
          x0,
          x1,
          floor,
          base: (y - y0) * width,
          offsets,
          values,
          scratch,
        });
        store.wrote(found.kept);
        count += found.count;
      }
    }
    return count;
  };
}
