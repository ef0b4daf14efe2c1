/** Circles are placed to a quarter of a device pixel. */
const PHASES = 4;

/** The pixels of a small circle, ready to be copied many times, for each of its sub-pixel positions. */
export interface RingStamp {
  /** How far, in pixels, a stamp reaches from the pixel of its centre. */
  readonly reach: number;
  /** Where the pixels of each position begin in the two lists; one more at the end. */
  readonly starts: Int32Array;
  /** Distance of a pixel from that of the centre in a plane. */
  readonly offsets: Int32Array;
  readonly coverages: Uint8Array;
}

/** A plane of coverage, 0 to 255. */
export interface CoveragePlane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The stamp of a circle of a radius and line width in device pixels, for planes with `stride` pixels a row. */
export function ringStamp(radius: number, lineWidth: number, stride: number): RingStamp {
  const reach = Math.ceil(radius + lineWidth / 2 + 1);
  const starts = [0];
  const offsets: number[] = [];
  const coverages: number[] = [];
  for (let phase = 0; phase < PHASES * PHASES; phase++) {
    const centreX = ((phase % PHASES) + 0.5) / PHASES;
    const centreY = (Math.floor(phase / PHASES) + 0.5) / PHASES;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const distance = Math.hypot(dx + 0.5 - centreX, dy + 0.5 - centreY);
        const coverage = Math.min(lineWidth / 2 + 0.5 - Math.abs(distance - radius), lineWidth, 1);
        if (coverage < 1 / 255) continue;
        offsets.push(dy * stride + dx);
        coverages.push(Math.round(255 * coverage));
      }
    }
    starts.push(offsets.length);
  }
  return {
    reach,
    starts: Int32Array.from(starts),
    offsets: Int32Array.from(offsets),
    coverages: Uint8Array.from(coverages),
  };
}

/** Stamps a circle at a place in device pixels. A place from which it would reach beyond the plane is left out (give
 * the plane a border), and so is NaN. */
export function stampInto(plane: CoveragePlane, stamp: RingStamp, left: number, top: number): void {
  const { data, width, height } = plane;
  const { reach, starts, offsets, coverages } = stamp;
  if (!(left >= reach && left < width - reach && top >= reach && top < height - reach)) return;
  const column = Math.trunc(left);
  const row = Math.trunc(top);
  const phase = Math.trunc((left - column) * PHASES) + PHASES * Math.trunc((top - row) * PHASES);
  const centre = row * width + column;
  const end = starts[phase + 1]!;
  for (let i = starts[phase]!; i < end; i++) {
    // Joining bits costs less than a maximum, and never makes a pixel fainter.
    data[centre + offsets[i]!]! |= coverages[i]!;
  }
}

/** Coverage as packed ABGR pixels of one colour (its lower 24 bits) and opacity. */
export function colourInto(pixels: Uint32Array, coverage: Uint8Array, rgb: number, opacity: number): void {
  const table = Uint32Array.from(
    { length: 256 },
    (_, alpha) => ((Math.round(alpha * opacity) << 24) | rgb) >>> 0,
  );
  for (let i = 0; i < pixels.length; i++) pixels[i] = table[coverage[i]!]!;
}
