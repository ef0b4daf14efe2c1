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
 *         rounding errors in the sums that follow it.
 * Shape:  a strip with a halo of patchDistance + patchRadius in, its rows out; sums in double.
 * Units:  `h` and `sigma` in the unit of the pixels, the others in pixels.
 * Non-finite and masked: NaN and infinities stay what they are, are left out of the means, and pairs with one of them out of
 *         the distances, which are scaled up by the share that is left.
 * Border: what the halo holds (mirror gives scikit-image's answer); pixels beyond the border count.
 * Errors: none.
 * Cost:   O(pixels × (2 patchDistance + 1)²); a few rows and four doubles for each pixel of 64 rows.
 * Source: Darbon et al., 2008, Fast nonlocal filtering applied to electron cryomicroscopy; Buades, Coll & Morel, 2011, IPOL 1,
 *         208 (sigma). As in scikit-image 0.19 the patch covers -r + 1 … r along both axes, one line less than its side.
 * Checked against: NumPy by this definition, rtol 1e-9; scikit-image 0.19, whose exponential is approximate, 2e-2. */
export function nonLocalMeansInto(result: StripResult, strip: Strip, options: NonLocalMeansOptions): void {
  const { width, rows, haloX, haloY, pixels } = strip;
  const out = result.pixels;
  const sums = new Float64Array(Math.min(rows, BLOCK_ROWS) * width);
  const weights = new Float64Array(sums.length);
  const reach = options.patchDistance;
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - first);
    sums.fill(0);
    weights.fill(0);
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) addShift(sums, weights, strip, first, count, dx, dy, options);
    for (let y = 0; y < count; y++) {
      const from = (first + y + haloY) * (width + 2 * haloX) + haloX;
      for (let x = 0; x < width; x++) {
        const centre = pixels[from + x];
        const at = y * width + x;
        const finite = centre - centre === 0;
        out[first * width + at] = finite ? centre + sums[at] / weights[at] : centre;
      }
    }
  }
}

/** Adds what the neighbours at (dx, dy) give to `count` rows from `first` on. */
function addShift(
  sums: Float64Array,
  weights: Float64Array,
  strip: Strip,
  first: number,
  count: number,
  dx: number,
  dy: number,
  { patchRadius: radius, h, sigma }: NonLocalMeansOptions,
): void {
  const { width, haloX, haloY, pixels } = strip;
  const stride = width + 2 * haloX;
  const table = expTable();
  const side = 2 * radius + 1;
  const area = 4 * radius * radius;
  const scale = h * h * side * side;
  const noise = 2 * sigma * sigma;
  const cut = 2 * DISTANCE_CUTOFF * scale + area * noise;
  // Column x + radius - 1 of the patches' sums is column x of the strip; they begin radius - 1 columns before it.
  const columns = width + 2 * radius - 1;
  const column = new Float64Array(columns);
  const pairs = new Int32Array(columns);
  const shift = dy * stride + dx;

  function addRow(y: number, sign: 1 | -1): void {
    let at = (y + haloY) * stride + haloX - radius + 1;
    for (let i = 0; i < columns; i++, at++) {
      const difference = pixels[at] - pixels[at + shift];
      if (difference - difference !== 0) continue;
      const square = difference * difference;
      column[i] += sign * ((square < cut ? square : cut) - noise);
      pairs[i] += sign;
    }
  }

  for (let y = first - radius + 1; y < first + radius; y++) addRow(y, 1);
  for (let y = first; y < first + count; y++) {
    addRow(y + radius, 1);
    let sum = 0;
    let known = 0;
    for (let i = 0; i < 2 * radius - 1; i++) {
      sum += column[i];
      known += pairs[i];
    }
    let at = (y + haloY) * stride + haloX;
    let out = (y - first) * width;
    for (let x = 0; x < width; x++, at++, out++) {
      sum += column[x + 2 * radius - 1];
      known += pairs[x + 2 * radius - 1];
      const difference = pixels[at + shift] - pixels[at];
      if (difference - difference === 0) {
        const distance = sum > 0 ? (known === area ? sum : (sum * area) / known) / scale : 0;
        if (distance <= DISTANCE_CUTOFF) {
          const weight = expOfMinus(table, distance);
          sums[out] += weight * difference;
          weights[out] += weight;
        }
      }
      sum -= column[x];
      known -= pairs[x];
    }
    addRow(y - radius + 1, -1);
  }
}
