import { hypot } from '../math/index.ts';

/** A line in 0-based pixels of a plane. */
export interface ProfileLine {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** How many samples across the line are averaged, one pixel apart. */
  readonly width: number;
}

export interface LineProfile {
  /** From the line's beginning, in pixels. */
  readonly distances: Float64Array;
  readonly values: Float64Array;
}

/** Columns x0 … x1 - 1 of rows y0 … y1 - 1 of the plane, row-major. */
export type ReadRectangle = (x0: number, y0: number, x1: number, y1: number) => ArrayLike<number>;

/** Positions along the line that are read together: a diagonal one of a huge image is never read as its whole square. */
const CHUNK = 256;
/** A sample this little beside the outermost pixels' centres is on them. */
const ROUNDING = 1e-9;

/** The values along a line, about one pixel apart, as means across it.
 *
 * Method: n = ceil(length + 1) positions from end to end; across each, `width` samples one pixel apart, centred on the
 *         line; bilinear interpolation between pixel centres, mean of the samples that are not missing.
 * Shape:  n distances and n values.
 * Units:  pixels; values in the image's unit.
 * Non-finite: a sample that takes a missing pixel with a weight above 0 is missing; a mean of none is NaN.
 * Border: samples beyond the outermost pixels' centres are missing.
 * Cost:   O(n width); memory for the rectangle around 256 positions.
 * Source: scikit-image 0.19, measure.profile_line (order 1, mode constant, cval NaN), with numpy.nanmean across.
 * Checked against: that, 1e-12 relative (test/reference/core/lineProfile.test.ts). */
export function lineProfile(
  line: ProfileLine,
  size: { readonly width: number; readonly height: number },
  read: ReadRectangle,
): LineProfile {
  const [dx, dy] = [line.x1 - line.x0, line.y1 - line.y0];
  const length = hypot(dx, dy);
  const count = Math.ceil(length + 1);
  const steps = Math.max(count - 1, 1);
  const distances = Float64Array.from({ length: count }, (_, i) => (i * length) / steps);
  const values = new Float64Array(count).fill(Number.NaN);
  const half = (line.width - 1) / 2;
  const [acrossX, acrossY] = length > 0 ? [-dy / length, dx / length] : [0, 1];
  const reachX = Math.abs(acrossX) * half;
  const reachY = Math.abs(acrossY) * half;
  const xAt = (i: number): number => (i === steps ? line.x1 : line.x0 + (dx * i) / steps);
  const yAt = (i: number): number => (i === steps ? line.y1 : line.y0 + (dy * i) / steps);

  for (let from = 0; from < count; from += CHUNK) {
    const to = Math.min(from + CHUNK, count);
    const [xa, xb, ya, yb] = [xAt(from), xAt(to - 1), yAt(from), yAt(to - 1)];
    const left = Math.max(0, Math.floor(Math.min(xa, xb) - reachX - ROUNDING));
    const right = Math.min(size.width, Math.floor(Math.max(xa, xb) + reachX + ROUNDING) + 2);
    const bottom = Math.max(0, Math.floor(Math.min(ya, yb) - reachY - ROUNDING));
    const top = Math.min(size.height, Math.floor(Math.max(ya, yb) + reachY + ROUNDING) + 2);
    if (left >= right || bottom >= top) continue;
    const pixels = read(left, bottom, right, top);
    const columns = right - left;
    for (let i = from; i < to; i++) {
      let sum = 0;
      let finite = 0;
      for (let k = 0; k < line.width; k++) {
        const x = onPlane(xAt(i) + acrossX * (k - half), size.width);
        const y = onPlane(yAt(i) + acrossY * (k - half), size.height);
        const value = bilinear(pixels, columns, x - left, y - bottom);
        if (value - value !== 0) continue;
        sum += value;
        finite++;
      }
      if (finite > 0) values[i] = sum / finite;
    }
  }
  return { distances, values };
}

/** The coordinate, brought onto the outermost centres where rounding has it beside them; NaN beyond them. */
function onPlane(at: number, size: number): number {
  if (at < 0) return at < -ROUNDING ? Number.NaN : 0;
  if (at > size - 1) return at > size - 1 + ROUNDING ? Number.NaN : size - 1;
  return at;
}

function bilinear(pixels: ArrayLike<number>, columns: number, x: number, y: number): number {
  if (!(x >= 0 && y >= 0)) return Number.NaN;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = x - column;
  const v = y - row;
  const at = row * columns + column;
  // A pixel without weight has no say, even where it is missing or beyond the border.
  const lower = u === 0 ? pixels[at]! : pixels[at]! * (1 - u) + pixels[at + 1]! * u;
  if (v === 0) return lower;
  const above = at + columns;
  const upper = u === 0 ? pixels[above]! : pixels[above]! * (1 - u) + pixels[above + 1]! * u;
  return lower * (1 - v) + upper * v;
}
