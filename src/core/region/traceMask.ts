import { AppError } from '../errors/index.ts';
import { connectedComponents, type Connectivity } from '../morphology/index.ts';
import type { WholeImage } from '../strips/index.ts';
import { REGION_DEFAULTS, REGION_LIMITS, type NewRegion, type RegionPoint } from './region.ts';
import { simplifyOutline } from './simplifyOutline.ts';
import { sideMiddles, traceOutline, type ObjectMap, type Outline } from './traceOutline.ts';

export interface TraceMaskOptions {
  readonly connectivity: Connectivity;
  /** Objects of fewer pixels are left out. */
  readonly leastPixels: number;
  /** Of more objects only the largest become regions. */
  readonly most: number;
  /** How far an outline may run beside the middles of the pixels' sides; 0 for the sides themselves. */
  readonly tolerance: number;
  /** Column and row, from 0, of the first pixel in the whole image. */
  readonly originX: number;
  readonly originY: number;
}

/** The objects of a binary image as polygons, and what was left out of them. */
export interface MaskRegions {
  /** The largest first. */
  readonly regions: readonly NewRegion[];
  readonly objects: number;
  /** Objects of fewer pixels than asked for. */
  readonly small: number;
  /** Objects beyond the largest ones. */
  readonly beyond: number;
  /** Holes of the regions' objects, which their polygons cover. */
  readonly holes: number;
  /** Polygons that were simplified further, since they had more corners than a region may have. */
  readonly coarser: number;
}

/** Outlines of the connected objects of a binary image as polygon regions.
 *
 * Method: components of the pixels that are on; their outer outlines along the sides of pixels. With a tolerance, the
 *         line through the middles of those sides (which has the same pixels inside) is simplified by Douglas and
 *         Peucker; it is halved where less than a triangle would be left, doubled where more corners than a region may
 *         have would be. Holes are counted by Euler numbers: objects less holes.
 * Shape:  an image in, polygons in FITS pixels of the whole image out.   Units: pixels.
 * Non-finite: NaN and infinities are off.
 * Errors: bad-argument for a tolerance that is not 0 or more.
 * Cost:   O(pixels); 4 bytes a pixel beside the image.
 * Source: Gray 1971, Local properties of binary images in two dimensions (Euler numbers).
 * Checked against: without tolerance the filled polygons are the objects with their holes filled, exactly
 *         (test/property/core/region/traceMask.test.ts). */
export function traceMask(
  image: WholeImage,
  options: TraceMaskOptions,
  progress: (share: number) => void,
): MaskRegions {
  const { connectivity, leastPixels, most, tolerance } = options;
  if (!(tolerance >= 0 && tolerance < Infinity))
    throw new AppError('bad-argument', `The tolerance (${tolerance}) must be 0 or more pixels.`);
  const { runs, of, count } = connectedComponents(image, 'on', connectivity, (share) => progress(share / 2));
  const sizes = new Float64Array(count);
  for (let run = 0; run < runs.count; run++) sizes[of[run]!]! += runs.end[run]! - runs.start[run]!;
  const large = Array.from({ length: count }, (_, i) => i).filter((i) => sizes[i]! >= leastPixels);
  // Sorting is stable: of two alike the one whose first pixel comes first.
  const chosen = [...large].sort((a, b) => sizes[b]! - sizes[a]!).slice(0, most);

  const numbers = new Int32Array(count);
  chosen.forEach((component, i) => (numbers[component] = i + 1));
  const objects = new Int32Array(image.width * image.height);
  const firsts = new Int32Array(chosen.length).fill(-1);
  for (let y = 0; y < image.height; y++)
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const number = numbers[of[run]!]!;
      if (number === 0) continue;
      const row = y * image.width;
      objects.fill(number, row + runs.start[run]!, row + runs.end[run]!);
      if (firsts[number - 1]! < 0) firsts[number - 1] = row + runs.start[run]!;
    }

  const map = { width: image.width, height: image.height, objects };
  let coarser = 0;
  const regions = chosen.map((_, i): NewRegion => {
    if (i % 16 === 0) progress(0.5 + i / chosen.length / 2);
    const { outline, isCoarser } = polygonAround(
      traceOutline(map, firsts[i]!, connectivity === 2),
      tolerance,
    );
    if (isCoarser) coarser++;
    return {
      ...REGION_DEFAULTS,
      system: 'image',
      shape: { kind: 'polygon', corners: cornersOf(outline, options) },
    };
  });
  return {
    regions,
    objects: count,
    small: count - large.length,
    beyond: large.length - chosen.length,
    holes: chosen.length - eulerSum(map, connectivity),
    coarser,
  };
}

function polygonAround(sides: Outline, tolerance: number): { outline: Outline; isCoarser: boolean } {
  const most = REGION_LIMITS.corners;
  if (tolerance === 0 && sides.x.length <= most) return { outline: sides, isCoarser: false };
  const middles = sideMiddles(sides);
  let allowed = tolerance === 0 ? 0.5 : tolerance;
  let outline = simplifyOutline(middles, allowed);
  let isCoarser = tolerance === 0;
  for (; outline.x.length < 3; outline = simplifyOutline(middles, allowed)) allowed /= 2;
  for (; outline.x.length > most; outline = simplifyOutline(middles, allowed)) {
    allowed *= 2;
    isCoarser = true;
  }
  return { outline, isCoarser };
}

function cornersOf({ x, y }: Outline, { originX, originY }: TraceMaskOptions): readonly RegionPoint[] {
  return Array.from(x, (column, i) => [column + originX + 1, y[i]! + originY + 1] as const);
}

/** Objects less their holes.
 *
 * Method: squares of 2 x 2 pixels by how many of them belong to an object: a quarter of those with one, less those with
 *         three, and twice those with two in a diagonal, added where corners do not connect. */
function eulerSum({ width, height, objects }: ObjectMap, connectivity: Connectivity): number {
  const diagonal = connectivity === 2 ? -2 : 2;
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : objects[y * width + x]!;
  let quarters = 0;
  for (let y = 0; y <= height; y++)
    for (let x = 0; x <= width; x++) {
      const [a, b, c, d] = [at(x - 1, y - 1), at(x, y - 1), at(x - 1, y), at(x, y)];
      if (a === b && b === c && c === d) continue;
      if (a !== 0) quarters += shareOf(a, b, c, d, diagonal);
      if (b !== 0 && b !== a) quarters += shareOf(b, a, d, c, diagonal);
      if (c !== 0 && c !== a && c !== b) quarters += shareOf(c, a, d, b, diagonal);
      if (d !== 0 && d !== a && d !== b && d !== c) quarters += 1;
    }
  return quarters / 4;
}

/** What a square adds for an object: `side`s share a side with its pixel, `across` only a corner. */
function shareOf(own: number, side: number, other: number, across: number, diagonal: number): number {
  const sides = Number(side === own) + Number(other === own);
  if (across !== own) return sides === 0 ? 1 : sides === 1 ? 0 : -1;
  return sides === 0 ? diagonal : sides === 1 ? -1 : 0;
}
