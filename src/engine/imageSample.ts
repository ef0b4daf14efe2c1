import {
  allocateMemoryPlane,
  memoryRow,
  planeShape,
  type MemoryPlane,
  type Plane,
} from '../shared/planes.ts';
import { FIRST_LEVEL } from '../shared/pyramid.ts';

/** What is known of so many pixels is near enough to what is known of all, for a first look. */
const SAMPLE_PIXELS = 2 ** 18;

/** An image that stands for a larger one. */
export interface ImageSample {
  readonly plane: MemoryPlane;
  /** Pixels of the image along each side of a pixel of the sample. */
  readonly step: number;
}

const known = new WeakMap<Plane, ImageSample>();

/** One pixel of each square of them (those in a file are taken from a level of its pyramid, which are means); null for an
 * image that is small itself. */
export function sampleOf(plane: Plane, pyramid: readonly MemoryPlane[]): ImageSample | null {
  const { width, height } = planeShape(plane);
  let level = 0;
  while ((width * height) / 4 ** level > SAMPLE_PIXELS) level++;
  if (level === 0) return null;
  const made = known.get(plane) ?? sampleAt(plane, pyramid, level);
  if (made) known.set(plane, made);
  return made;
}

function sampleAt(plane: Plane, pyramid: readonly MemoryPlane[], level: number): ImageSample | null {
  const step = 2 ** level;
  if (plane.kind === 'memory') return { plane: everyPixel(plane, step), step };
  const kept = pyramid[level - FIRST_LEVEL];
  return kept ? { plane: kept, step } : null;
}

/** Those in the middle of squares of `step` x `step`. */
function everyPixel(plane: MemoryPlane, step: number): MemoryPlane {
  const { x0, y0, width, height } = plane.window;
  const sample = allocateMemoryPlane(Math.ceil(width / step), Math.ceil(height / step), plane.pixelType);
  const middle = (at: number, size: number): number => Math.min(at * step + step / 2, size - 1);
  for (let y = 0; y < sample.fullHeight; y++)
    everyPixelInto(
      memoryRow(sample, y, 0, sample.fullWidth),
      memoryRow(plane, y0 + middle(y, height), x0, width),
      step,
    );
  return sample;
}

function everyPixelInto(
  out: Float32Array | Float64Array,
  row: Float32Array | Float64Array,
  step: number,
): void {
  const last = row.length - 1;
  for (let x = 0; x < out.length; x++) out[x] = row[Math.min(x * step + step / 2, last)]!;
}
