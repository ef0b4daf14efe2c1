import type { Strip, StripResult } from '../strips/index.ts';
import { BLOCK_ROWS } from '../reduce/index.ts';
import { expOfMinus, expTable } from './expTable.ts';

export interface NonLocalMeansOptions {
  /** Half the side of a patch, rounded down. */
  readonly patchRadius: number;
  /** Farthest pixel compared, along x and along y. */
  readonly patchDistance: number;
  readonly h: number;
  /** Standard deviation of the noise, whose share of the distances is taken off; 0 takes nothing off. */
  readonly sigma: number;
}

/** Patches farther apart than this (in units of h²) get no weight, as in scikit-image. */
export const DISTANCE_CUTOFF = 5;

/** Non-local means with flat patches: the mean of pixels whose surroundings look alike.
 *
 * Method: distance = max(0, sum of ((p - q)² - 2 sigma²) over the patch) / (h² side²), weight = exp(-distance) up to
 *         DISTANCE_CUTOFF. For each shift the squared differences are summed by running sums, which start anew at each
 *         64th row of the image; a difference that alone exceeds the cutoff is cut there, so that no bright star leaves
 *         rounding errors in the sums that follow it. A weight serves both pixels of its pair, where both are in the 64 rows.
 * Shape:  a strip with a halo of patchDistance + patchRadius in, its rows out; sums in double.
 * Units:  `h` and `sigma` in the unit of the pixels, the others in pixels.
 * Non-finite and masked: NaN and infinities stay what they are, are left out of the means, and pairs with one of them out of
 *         the distances, which are scaled up by the share that is left.
 * Border: what the halo holds (mirror gives scikit-image's answer); pixels beyond the border count.
 * Errors: none.
 * Cost:   O(pixels × (2 patchDistance + 1)²); a copy in double of 64 rows with their halo, and two doubles for each of their pixels.
 * Source: Darbon et al., 2008, Fast nonlocal filtering applied to electron cryomicroscopy; Buades, Coll & Morel, 2011, IPOL 1,
 *         208 (sigma). As in scikit-image 0.19 the patch covers -r + 1 … r along both axes, one line less than its side.
 * Checked against: NumPy by this definition, rtol 1e-9; scikit-image 0.19, whose exponential is approximate, 2e-2. */
export function nonLocalMeansInto(result: StripResult, strip: Strip, options: NonLocalMeansOptions): void {
  const { width, rows, haloX, haloY, pixels } = strip;
  const out = result.pixels;
  const reach = options.patchDistance;
  const block = createBlock(width, Math.min(rows, BLOCK_ROWS), haloX, haloY, options);
  const { stride, values, sums, weights, sumStride } = block;
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - first);
    const size = (count + 2 * haloY) * stride;
    values.set(pixels.subarray(first * stride, first * stride + size));
    block.holes = false;
    for (let i = 0; i < size && !block.holes; i++) block.holes = values[i] - values[i] !== 0;
    sums.fill(0);
    // Each pixel is like itself: weight 1, difference 0.
    weights.fill(1);
    for (let dx = 1; dx <= reach; dx++) addShift(block, count, dx, 0, options);
    for (let dy = 1; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) addShift(block, count, dx, dy, options);
    for (let y = 0; y < count; y++) {
      const from = (y + haloY) * stride + haloX;
      for (let x = 0; x < width; x++) {
        const centre = values[from + x];
        const at = y * sumStride + x + reach;
        const finite = centre - centre === 0;
        out[(first + y) * width + x] = finite ? centre + sums[at] / weights[at] : centre;
      }
    }
  }
}

/** At most BLOCK_ROWS rows with their halo, and what is summed for them. */
interface Block {
  readonly width: number;
  readonly haloX: number;
  readonly haloY: number;
  readonly stride: number;
  readonly values: Float64Array;
  /** Whether some value is not finite. */
  holes: boolean;
  /** Rows of `sumStride` = width + 2 patchDistance, so that a partner beyond the sides has a place too. */
  readonly sumStride: number;
  readonly sums: Float64Array;
  readonly weights: Float64Array;
  /** The last 2 radius rows of differences, and their sums down each column; the same of pairs that are known. */
  readonly squares: Float64Array;
  readonly column: Float64Array;
  readonly known: Uint8Array;
  readonly pairs: Int32Array;
}

function createBlock(
  width: number,
  rows: number,
  haloX: number,
  haloY: number,
  { patchRadius: radius, patchDistance: reach }: NonLocalMeansOptions,
): Block {
  const stride = width + 2 * haloX;
  const sumStride = width + 2 * reach;
  const columns = width + reach + 2 * radius - 1;
  return {
    width,
    haloX,
    haloY,
    stride,
    values: new Float64Array((rows + 2 * haloY) * stride),
    holes: false,
    sumStride,
    sums: new Float64Array(rows * sumStride),
    weights: new Float64Array(rows * sumStride),
    squares: new Float64Array(2 * radius * columns),
    column: new Float64Array(columns),
    known: new Uint8Array(2 * radius * columns),
    pairs: new Int32Array(columns),
  };
}

/** Pairs of a pixel and its partner at (dx, dy): those of which at least one lies in the block. */
interface Pairs {
  /** Columns x0 … x1 - 1 and rows from -dy on hold the first pixels of the pairs. */
  readonly x0: number;
  readonly x1: number;
  readonly dx: number;
  readonly dy: number;
  readonly radius: number;
  /** Of the patches' sums, to give distances. */
  readonly perScale: number;
  readonly cut: number;
  readonly noise: number;
}

/** Adds to the rows of a block what pixels (dx, dy) apart give to one another; dy >= 0. */
function addShift(block: Block, count: number, dx: number, dy: number, options: NonLocalMeansOptions): void {
  const { patchRadius: radius, h, sigma } = options;
  const side = 2 * radius + 1;
  const scale = h * h * side * side;
  const noise = 2 * sigma * sigma;
  const pairs: Pairs = {
    x0: Math.min(0, -dx),
    x1: block.width + Math.max(0, -dx),
    dx,
    dy,
    radius,
    perScale: 1 / scale,
    cut: 2 * DISTANCE_CUTOFF * scale + 4 * radius * radius * noise,
    noise,
  };
  block.squares.fill(0);
  block.column.fill(0);
  block.known.fill(0);
  block.pairs.fill(0);
  for (let y = 1 - radius - dy; y < count + radius; y++) {
    addRow(block, y, pairs);
    if (y >= radius - dy) weighRow(block, y - radius, count, pairs);
  }
}

/** Takes row y of the differences into the sums down the columns, in the place of row y - 2 radius. */
function addRow(
  { haloX, haloY, stride, values, holes, squares, column, known, pairs }: Block,
  y: number,
  { x0, x1, dx, dy, radius, cut, noise }: Pairs,
): void {
  const columns = x1 - x0 + 2 * radius - 1;
  const shift = dy * stride + dx;
  let at = (y + haloY) * stride + haloX + x0 - radius + 1;
  let place = ((y + dy + 2 * radius) % (2 * radius)) * columns;
  for (let i = 0; i < columns; i++, at++, place++) {
    const difference = values[at] - values[at + shift];
    let square = difference * difference;
    square = (square < cut ? square : cut) - noise;
    if (holes) {
      const finite = difference - difference === 0 ? 1 : 0;
      if (finite === 0) square = 0;
      pairs[i] += finite - known[place];
      known[place] = finite;
    }
    column[i] += square - squares[place];
    squares[place] = square;
  }
}

function weighRow(
  { width, haloX, haloY, stride, values, holes, sumStride, sums, weights, column, pairs }: Block,
  y: number,
  count: number,
  { x0, x1, dx, dy, radius, perScale }: Pairs,
): void {
  const table = expTable();
  const span = 2 * radius - 1;
  const area = 4 * radius * radius;
  const shift = dy * stride + dx;
  const firstInside = y >= 0;
  const secondInside = y + dy < count;
  let sum = 0;
  let known = holes ? 0 : area;
  for (let i = 0; i < span; i++) {
    sum += column[i];
    if (holes) known += pairs[i];
  }
  let at = (y + haloY) * stride + haloX + x0;
  const margin = (sumStride - width) / 2;
  let first = y * sumStride + margin + x0;
  for (let i = 0; i < x1 - x0; i++, at++, first++) {
    sum += column[i + span];
    if (holes) known += pairs[i + span];
    const difference = values[at + shift] - values[at];
    if (difference - difference === 0) {
      let distance = sum > 0 ? sum * perScale : 0;
      if (known !== area) distance *= area / known;
      if (distance <= DISTANCE_CUTOFF) {
        const weight = expOfMinus(table, distance);
        if (firstInside) {
          sums[first] += weight * difference;
          weights[first] += weight;
        }
        if (secondInside) {
          const second = first + dy * sumStride + dx;
          sums[second] -= weight * difference;
          weights[second] += weight;
        }
      }
    }
    sum -= column[i];
    if (holes) known -= pairs[i];
  }
}
