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
