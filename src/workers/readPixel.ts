import { exactPixelValue, pixelBytes, storedValueText } from '../core/fits/index.ts';
import { formatValue } from '../core/format/index.ts';
import { invariant } from '../core/errors/index.ts';
import type { JobInput, JobOutput } from '../shared/jobs.ts';
import { memoryRow, planeShape, type FilePlane } from '../shared/planes.ts';
import { withFile, type OpenedFile } from './files.ts';
import { readRectangle } from './tile.ts';

/** The value of one pixel, with every digit where the plane is still in its file. */
export function readPixel({ plane, x, y }: JobInput<'pixel'>): JobOutput<'pixel'> {
  if (plane.kind === 'memory') {
    const value = memoryRow(plane, plane.window.y0 + y, plane.window.x0 + x, 1)[0]!;
    return { value, text: formatValue(value, plane.pixelType) };
  }
  return withFile(plane.file, (file) => pixelOf(plane, file, x, y));
}

/** The values of some stars as text with every digit.
 *
 * The middle of a bent plateau may lie beside it: such a star keeps the plateau's value as it is known. */
export function readPixelTexts({ plane, x, y, value }: JobInput<'pixelTexts'>): JobOutput<'pixelTexts'> {
  return withFile(plane.file, (file) =>
    Array.from(x, (column, i) => {
      const there = pixelOf(plane, file, Math.round(column), Math.round(y[i]!));
      if (there.value === value[i]) return there.text;
      return Number.isInteger(value[i]) ? String(BigInt(value[i]!)) : String(value[i]);
    }),
  );
}

/** A square of pixels; NaN where it leaves the window. */
export function readCutout({ plane, x0, y0, size }: JobInput<'cutout'>): JobOutput<'cutout'> {
  const { width, height } = planeShape(plane);
  const out = new Float64Array(size * size).fill(Number.NaN);
  const left = Math.max(0, x0);
  const right = Math.min(width, x0 + size);
  const bottom = Math.max(0, y0);
  const top = Math.min(height, y0 + size);
  if (left >= right || bottom >= top) return out;
  const pixels = readRectangle(plane, left, bottom, right, top);
  for (let y = bottom; y < top; y++)
    for (let x = left; x < right; x++)
      out[(y - y0) * size + (x - x0)] = pixels[(y - bottom) * (right - left) + (x - left)]!;
  return out;
}

function pixelOf(plane: FilePlane, file: OpenedFile, x: number, y: number): { text: string; value: number } {
  const size = pixelBytes(plane.encoding);
  const at = ((plane.window.y0 + y) * plane.fullWidth + plane.window.x0 + x) * size;
  invariant(at >= 0, 'the pixel is inside the plane');
  if (at + size > plane.availableBytes) return { text: 'NaN', value: Number.NaN };
  const bytes = file.read(plane.dataOffset + at, size);
  return {
    text: storedValueText(bytes, plane.encoding),
    value: Number(exactPixelValue(bytes, plane.encoding)),
  };
}
