import { argsort } from '../catalogue/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';
import { pitchOf } from './window.ts';

/** A tile's output; with its surroundings it is sorted once. */
const TILE = { width: 256, rows: 64 } as const;
/** Ranks that share a count. */
const BIN_BITS = 8;

/** Medians of any window. The pixels of a tile and its surroundings are numbered by rank; the window is a set of ranks, one
 * bit each, with a count of each 256. It moves one pixel at a time, forth on even rows and back on odd ones, and the bin of
 * the median is followed from where it was (after Huang, Yang & Tang, 1979). NaN has no rank. */
export function rankMedian(strip: Strip, result: StripResult, size: number): void {
  for (let y = 0; y < strip.rows; y += TILE.rows) {
    for (let x = 0; x < strip.width; x += TILE.width) {
      const width = Math.min(TILE.width, strip.width - x);
      const rows = Math.min(TILE.rows, strip.rows - y);
      tileMedians(strip, result, size, { x, y, width, rows });
    }
  }
}

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly rows: number;
}

const MISSING = -1;

/** The tile's pixels with their surroundings, and the rank of each. */
function ranked(strip: Strip, radius: number, tile: Tile) {
  const width = tile.width + 2 * radius;
  const rows = tile.rows + 2 * radius;
  const values = new Float64Array(width * rows);
  const pitch = pitchOf(strip);
  for (let row = 0; row < rows; row++) {
    const from = (strip.haloY - radius + tile.y + row) * pitch + strip.haloX - radius + tile.x;
    values.set(strip.pixels.subarray(from, from + width), row * width);
  }
  const order = argsort(values, false);
  const ranks = new Int32Array(values.length);
  const sorted = new Float64Array(values.length);
  for (let rank = 0; rank < order.length; rank++) {
    const value = values[order[rank]];
    sorted[rank] = value + 0;
    ranks[order[rank]] = Number.isNaN(value) ? MISSING : rank;
  }
  return { width, ranks, sorted };
}

function tileMedians(strip: Strip, result: StripResult, size: number, tile: Tile): void {
  const { width, ranks, sorted } = ranked(strip, (size - 1) / 2, tile);
  const radius = (size - 1) / 2;
  const bits = new Int32Array((ranks.length >> 5) + (1 << (BIN_BITS - 5)) + 1);
  const bins = new Int32Array((ranks.length >> BIN_BITS) + 2);
  // How many ranks are in the window; the bin looked at last; how many are in the bins before it.
  let count = 0;
  let bin = 0;
  let below = 0;
  // Takes in (`sign` 1) or out (-1) `size` pixels.
  const change = (first: number, step: number, sign: 1 | -1): void => {
    // Locals of this function: those of the outer one are slow.
    const edge = bin;
    let known = 0;
    let under = 0;
    for (let k = 0, at = first; k < size; k++, at += step) {
      const rank = ranks[at];
      if (rank === MISSING) continue;
      const place = rank >>> BIN_BITS;
      bits[rank >>> 5] ^= 1 << (rank & 31);
      bins[place] += sign;
      known++;
      // 1 where place < edge, without a branch: it would be as likely as not.
      under += (place - edge) >>> 31;
    }
    count += sign * known;
    below += sign * under;
  };
  // The rank that `position` others of the window lie before.
  const rankAt = (position: number): number => {
    while (below > position) below -= bins[--bin];
    while (below + bins[bin] <= position) below += bins[bin++];
    let left = position - below;
    let word = bin << (BIN_BITS - 5);
    for (let ones = onesOf(bits[word]); ones <= left; ones = onesOf(bits[word])) {
      left -= ones;
      word++;
    }
    let set = bits[word];
    for (; left > 0; left--) set &= set - 1;
    return (word << 5) + 31 - Math.clz32(set & -set);
  };
  const target = result.pixels;
  for (let k = 0; k < size; k++) change(k * width, 1, 1);
  for (let y = 0; y < tile.rows; y++) {
    const forth = y % 2 === 0;
    for (let step = 0; step < tile.width; step++) {
      const x = forth ? step : tile.width - 1 - step;
      if (step > 0) {
        change(y * width + (forth ? x - 1 : x + size), width, -1);
        change(y * width + (forth ? x + size - 1 : x), width, 1);
      }
      let median = NaN;
      if (ranks[(y + radius) * width + x + radius] !== MISSING) {
        const upper = sorted[rankAt(count >> 1)];
        median = count % 2 === 1 ? upper : (sorted[rankAt((count >> 1) - 1)] + upper) / 2;
      }
      target[(tile.y + y) * strip.width + tile.x + x] = median;
    }
    if (y + 1 === tile.rows) break;
    const x = forth ? tile.width - 1 : 0;
    change(y * width + x, 1, -1);
    change((y + size) * width + x, 1, 1);
  }
}

function onesOf(word: number): number {
  let ones = word - ((word >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  return Math.imul((ones + (ones >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
