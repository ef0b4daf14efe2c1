import { AppError } from '../errors/index.ts';
import { sin } from '../math/index.ts';
import { skyDistance } from './skyDistance.ts';
import { skyGrid, unitVectors, visitNear } from './skyGrid.ts';

const RADIANS_PER_ARCSEC = 4.84813681109536e-6;

export interface CrossmatchOptions {
  /** The nearest partner of each left row, or all within the radius. */
  readonly keep?: 'best' | 'all';
  /** With 'best': only pairs of which each is the other's nearest. */
  readonly symmetric?: boolean;
  /** More pairs than these are refused. */
  readonly maxPairs?: number;
}

const DEFAULT_CROSSMATCH: Required<CrossmatchOptions> = {
  keep: 'best',
  symmetric: false,
  maxPairs: 20_000_000,
};

/** Pairs of rows, by left row, then separation, then right row. */
export interface Crossmatch {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly separationArcsec: Float64Array;
}

/** The pairs of rows of two catalogues that are within an angle of each other on the sky.
 *
 * Method: unit vectors of the second catalogue in a hashed grid of cubes, candidates by chord, then the exact angle; so
 *         the poles and right ascension 0 are places like all others.
 * Shape:  columns of equal length on either side; `options` as DEFAULT_CROSSMATCH.
 * Units:  right ascension and declination in degrees, radius and separation in seconds of arc.
 * Non-finite and masked: a row without a coordinate matches nothing.
 * Errors: bad-argument for a radius that is not above 0 and at most 180 degrees, or columns of unlike length; over-budget
 *         for more than `maxPairs` pairs.
 * Cost:   linear in both catalogues and the pairs; some 100 bytes a row.
 * Checked against: all pairs by great circle (property test). */
export function crossmatch(
  ra1: Float64Array,
  dec1: Float64Array,
  ra2: Float64Array,
  dec2: Float64Array,
  radiusArcsec: number,
  options: CrossmatchOptions = {},
): Crossmatch {
  const { keep, symmetric, maxPairs } = { ...DEFAULT_CROSSMATCH, ...options };
  if (!(radiusArcsec > 0 && radiusArcsec <= 648_000)) {
    const message = `The radius of a match is above 0 and at most 648000 seconds of arc, not ${radiusArcsec}.`;
    throw new AppError('bad-argument', message);
  }
  if (ra1.length !== dec1.length || ra2.length !== dec2.length) {
    throw new AppError('bad-argument', 'Right ascension and declination have as many rows as each other.');
  }
  const found = allPairs(ra1, dec1, ra2, dec2, radiusArcsec, keep === 'best', maxPairs);
  return keep === 'best' && symmetric ? mutual(found, ra1, dec1, ra2, dec2, radiusArcsec, maxPairs) : found;
}

/** Pairs that the match in the other direction has too. */
function mutual(
  found: Crossmatch,
  ra1: Float64Array,
  dec1: Float64Array,
  ra2: Float64Array,
  dec2: Float64Array,
  radiusArcsec: number,
  maxPairs: number,
): Crossmatch {
  const back = allPairs(ra2, dec2, ra1, dec1, radiusArcsec, true, maxPairs);
  const partner = new Map<number, number>();
  back.left.forEach((row, i) => partner.set(row, back.right[i]!));
  const stays = (_: unknown, i: number): boolean => partner.get(found.right[i]!) === found.left[i];
  return {
    left: found.left.filter(stays),
    right: found.right.filter(stays),
    separationArcsec: found.separationArcsec.filter(stays),
  };
}

function allPairs(
  ra1: Float64Array,
  dec1: Float64Array,
  ra2: Float64Array,
  dec2: Float64Array,
  radiusArcsec: number,
  bestOnly: boolean,
  maxPairs: number,
): Crossmatch {
  const chord = 2 * sin((radiusArcsec * RADIANS_PER_ARCSEC) / 2);
  // A little more than the chord, for its rounding: the exact angle decides.
  const reach = chord * (1 + 1e-9) + 1e-15;
  const limit = reach * reach;
  const grid = skyGrid(unitVectors(ra2, dec2), reach);
  const points = unitVectors(ra1, dec1);
  let capacity = bestOnly ? ra1.length : Math.max(1024, ra1.length);
  let left = new Uint32Array(capacity);
  let right = new Uint32Array(capacity);
  let separations = new Float64Array(capacity);
  let count = 0;
  let first = 0;
  let current = 0;

  const visit = (row: number): void => {
    const separation = skyDistance(ra1[current]!, dec1[current]!, ra2[row]!, dec2[row]!) * 3600;
    if (!(separation <= radiusArcsec)) return;
    if (bestOnly) {
      const better =
        count === first ||
        separation < separations[first]! ||
        (separation === separations[first]! && row < right[first]!);
      if (better) put(first, row, separation);
      return;
    }
    if (count >= maxPairs) {
      throw new AppError('over-budget', `The match has more than ${maxPairs} pairs.`, {
        remedy: 'Choose a smaller radius, or the best partner only.',
      });
    }
    if (count === capacity) {
      capacity *= 2;
      left = grown(left, new Uint32Array(capacity));
      right = grown(right, new Uint32Array(capacity));
      separations = grown(separations, new Float64Array(capacity));
    }
    put(count, row, separation);
  };
  const put = (at: number, row: number, separation: number): void => {
    left[at] = current;
    right[at] = row;
    separations[at] = separation;
    count = at + 1;
  };
  for (current = 0; current < ra1.length; current++) {
    const x = points[3 * current]!;
    const y = points[3 * current + 1]!;
    const z = points[3 * current + 2]!;
    if (x + y + z !== x + y + z) continue;
    first = count;
    visitNear(grid, x, y, z, limit, visit);
    if (!bestOnly && count - first > 1)
      sortPairs(right.subarray(first, count), separations.subarray(first, count));
  }
  return {
    left: left.slice(0, count),
    right: right.slice(0, count),
    separationArcsec: separations.slice(0, count),
  };
}

/** By separation, then row. */
function sortPairs(rows: Uint32Array, separations: Float64Array): void {
  const order = Array.from(rows, (row, i) => ({ row, separation: separations[i]! }));
  order.sort((a, b) => a.separation - b.separation || a.row - b.row);
  order.forEach(({ row, separation }, i) => {
    rows[i] = row;
    separations[i] = separation;
  });
}

function grown<T extends Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
