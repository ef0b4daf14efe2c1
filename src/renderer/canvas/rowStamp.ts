import type { RingStamp } from './ringStamp.ts';

/** Marks of many colours. */
export interface ColourPlane {
  /** Packed ABGR, not premultiplied. */
  readonly data: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** The stamp of a small square, for rows too many for circles: the same at every sub-pixel position. */
export function dotStamp(size: number, stride: number, opacity: number): RingStamp {
  const offsets: number[] = [];
  const before = Math.floor(size / 2);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) offsets.push((row - before) * stride + column - before);
  const { length } = offsets;
  return {
    reach: size,
    starts: Int32Array.from({ length: 17 }, (_, phase) => phase * length),
    offsets: Int32Array.from({ length: 16 * length }, (_, i) => offsets[i % length]!),
    coverages: new Uint8Array(16 * length).fill(Math.round(255 * opacity)),
  };
}

/** The stamp as it is drawn with an opacity. */
export function fadedStamp(stamp: RingStamp, opacity: number): RingStamp {
  return { ...stamp, coverages: stamp.coverages.map((coverage) => Math.round(coverage * opacity)) };
}

/** From positions to device pixels of a plane. */
export interface Placement {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** The pixels of a plane that rows have as the centres of their marks; -1 where a mark would be left out. */
export function centresOf(
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  { scale, left, top }: Placement,
  { width, height }: Pick<ColourPlane, 'width' | 'height'>,
  reach: number,
): Int32Array {
  const centres = new Int32Array(x.length);
  for (let row = 0; row < centres.length; row++) {
    const across = left + x[row]! * scale;
    const down = top - y[row]! * scale;
    const isInside = across >= reach && across < width - reach && down >= reach && down < height - reach;
    centres[row] = isInside ? (down | 0) * width + (across | 0) : -1;
  }
  return centres;
}

/** Rows that are stamped in one call: a function that was called some times is compiled well, a long loop not before its end. */
const PORTION = 256;

/** Stamps the squares of a list of rows, more opaque ones than there are. */
export function stampDots(
  { data }: ColourPlane,
  { starts, offsets, coverages }: RingStamp,
  centres: Int32Array,
  rows: Uint32Array,
  rgb: number,
): void {
  const value = ((coverages[0]! << 24) | rgb) >>> 0;
  // The same at every sub-pixel position.
  const square = offsets.subarray(0, starts[1]);
  for (let i = 0; i < rows.length; i += PORTION)
    stampPortion(data, square, centres, rows, i, Math.min(i + PORTION, rows.length), value);
}

function stampPortion(
  data: Uint32Array,
  square: Int32Array,
  centres: Int32Array,
  rows: Uint32Array,
  from: number,
  to: number,
  value: number,
): void {
  for (let i = from; i < to; i++) {
    const centre = centres[rows[i]!]!;
    if (!(centre >= 0)) continue;
    for (let k = 0; k < square.length; k++) data[centre + square[k]!] = value;
  }
}

/** Stamps a mark of a colour (its lower 24 bits) at a place in device pixels. Of marks that lie over one another the
 * more opaque is seen, and of equals the first. A place from which it would reach beyond the plane is left out (give the
 * plane a border), and so is NaN. */
export function stampColourInto(
  { data, width, height }: ColourPlane,
  { reach, starts, offsets, coverages }: RingStamp,
  left: number,
  top: number,
  rgb: number,
): void {
  if (!(left >= reach && left < width - reach && top >= reach && top < height - reach)) return;
  const column = left | 0;
  const row = top | 0;
  const phase = (((left - column) * 4) | 0) + 4 * (((top - row) * 4) | 0);
  const centre = row * width + column;
  const end = starts[phase + 1]!;
  for (let i = starts[phase]!; i < end; i++) {
    const at = centre + offsets[i]!;
    const coverage = coverages[i]!;
    if (coverage > data[at]! >>> 24) data[at] = (coverage << 24) | rgb;
  }
}
