import type { Projection } from './camera.ts';
import type { PlotPoint } from './plotInput.ts';
import { MISSING, type RowBits } from './plotTypes.ts';
import { polygonMask } from './regions.ts';
import type { Points3d } from './points3d.ts';

/** The rows whose projection lies within an outline, both in the same pixels. */
export function rowsInLasso3d(
  { x, y, z, labels }: Points3d,
  { left, top }: Projection,
  outline: readonly PlotPoint[],
  columns: number,
  rows: number,
): RowBits {
  const mask = polygonMask(outline, columns, rows);
  const words = new Uint32Array((x.length + 31) >>> 5);
  for (let i = 0; i < x.length; i++) {
    const px = left[0] * x[i]! + left[1] * y[i]! + left[2] * z[i]! + left[3];
    const py = top[0] * x[i]! + top[1] * y[i]! + top[2] * z[i]! + top[3];
    if (!(px >= 0 && px < columns && py >= 0 && py < rows)) continue;
    if (labels !== null && labels[i]! <= MISSING) continue;
    if (mask[(py | 0) * columns + (px | 0)] === 1) words[i >> 5]! |= 1 << (i & 31);
  }
  return { rows: x.length, words };
}
