import type { PixelType } from '../kernels/index.ts';
import { floorForCap } from './pruneToCap.ts';

/** One star a plateau: 0-based mean position of its pixels, and their value. */
export interface PlateauStars {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly value: Float64Array;
}

/** A growing list of them, of bounded length. */
export interface StarList {
  add(x: number, y: number, value: number): void;
  floor(): number;
  end(): PlateauStars;
}

export function createStarList(type: PixelType, cap: number, floor: number): StarList {
  let stars: PlateauStars = newStars(1024);
  let count = 0;
  return {
    floor: () => floor,
    add(x, y, value) {
      if (!(value >= floor)) return;
      if (count > 2 * cap) {
        const pruned = prunedStars(firstStars(stars, count), type, cap, floor);
        floor = pruned.floor;
        count = pruned.stars.x.length;
        stars = grownStars(pruned.stars, 2 * cap + 1024);
        if (!(value >= floor)) return;
      }
      if (count === stars.x.length) stars = grownStars(stars, 2 * count);
      stars.x[count] = x;
      stars.y[count] = y;
      stars.value[count++] = value;
    },
    end: () => firstStars(stars, count),
  };
}

/** The stars that the cap allows, and the floor that says which. */
export function prunedStars(
  stars: PlateauStars,
  type: PixelType,
  cap: number,
  floorSoFar: number,
): { stars: PlateauStars; floor: number } {
  const pixels = type === 'float32' ? Float32Array.from(stars.value) : stars.value;
  const floor = Math.max(floorSoFar, floorForCap(type, [pixels], cap));
  return { stars: floor === -Infinity ? stars : chosenStars(stars, (value) => value >= floor), floor };
}

export function chosenStars(stars: PlateauStars, chosen: (value: number) => boolean): PlateauStars {
  const keep = stars.value.map((value) => (chosen(value) ? 1 : 0));
  const only = (_: number, i: number) => keep[i] === 1;
  return { x: stars.x.filter(only), y: stars.y.filter(only), value: stars.value.filter(only) };
}

export function joinedStars(a: PlateauStars, b: PlateauStars): PlateauStars {
  const joined = grownStars(a, a.x.length + b.x.length);
  joined.x.set(b.x, a.x.length);
  joined.y.set(b.y, a.x.length);
  joined.value.set(b.value, a.x.length);
  return joined;
}

/** By y, then x. Rows are dealt out first, so that only the stars of one row are compared. */
export function sortedStars(stars: PlateauStars, height: number): PlateauStars {
  const count = stars.x.length;
  const starts = new Uint32Array(height + 1);
  for (let i = 0; i < count; i++) starts[Math.floor(stars.y[i]) + 1]++;
  for (let row = 0; row < height; row++) starts[row + 1] += starts[row];
  const next = starts.slice();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[next[Math.floor(stars.y[i])]++] = i;
  for (let row = 0; row < height; row++) {
    order
      .subarray(starts[row], starts[row + 1])
      .sort((a, b) => stars.y[a] - stars.y[b] || stars.x[a] - stars.x[b]);
  }
  const sorted = newStars(count);
  for (let i = 0; i < count; i++) {
    sorted.x[i] = stars.x[order[i]];
    sorted.y[i] = stars.y[order[i]];
    sorted.value[i] = stars.value[order[i]];
  }
  return sorted;
}

function newStars(count: number): PlateauStars {
  return { x: new Float64Array(count), y: new Float64Array(count), value: new Float64Array(count) };
}

function firstStars(stars: PlateauStars, count: number): PlateauStars {
  return { x: stars.x.slice(0, count), y: stars.y.slice(0, count), value: stars.value.slice(0, count) };
}

function grownStars(stars: PlateauStars, length: number): PlateauStars {
  const grown = newStars(length);
  grown.x.set(stars.x);
  grown.y.set(stars.y);
  grown.value.set(stars.value);
  return grown;
}
