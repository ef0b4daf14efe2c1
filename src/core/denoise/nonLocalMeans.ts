import { bytesPerPixel, pixelView, type Kernels, type PixelArray } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';

export interface NonLocalMeansOptions {
  /** Half the side of a patch, rounded down. */
  readonly patchRadius: number;
  /** Farthest pixel compared, along x and along y. */
  readonly patchDistance: number;
  readonly h: number;
  /** Standard deviation of the noise, whose share of the distances is taken off; 0 takes nothing off. */
  readonly sigma: number;
}

/** Rectangles of so many pixels are done at once: what is made for them stays in the cache. */
const BLOCK_COLUMNS = 128;
const BLOCK_ROWS = 64;
/** Scaled values are held within it, so that the difference of two is finite. */
const LARGEST = { float32: 1e38, float64: 1e307 } as const;

/** Non-local means with flat patches: the mean of pixels whose surroundings look alike.
 *
 * Method: distance = max(0, sum of ((p - q)² - 2 sigma²) over the patch) / (h² side²), weight = exp(-distance) up to
 *         a distance of 5, as in scikit-image. For each shift the squared differences of a rectangle are summed down the columns, then along the
 *         rows; a weight serves both pixels of its pair. Values are scaled by a power of 2 near 1 / (h side) first, so that
 *         no square over- or underflows that counts.
 * Shape:  a strip with a halo of patchDistance + patchRadius in, its rows out; all in the type of the pixels.
 * Units:  `h` and `sigma` in the unit of the pixels, the others in pixels.
 * Non-finite and masked: NaN and infinities stay what they are, are left out of the means, and pairs with one of them out of
 *         the distances, which are scaled up by the share that is left.
 * Border: what the halo holds (mirror gives scikit-image's answer); pixels beyond the border count.
 * Errors: what `poll` throws, which is called every few milliseconds of work.
 * Cost:   O(pixels × (2 patchDistance + 1)²); less than a megabyte.
 * Source: Darbon et al., 2008, Fast nonlocal filtering applied to electron cryomicroscopy; Buades, Coll & Morel, 2011, IPOL 1,
 *         208 (sigma). As in scikit-image 0.19 the patch covers -r + 1 … r along both axes, one line less than its side.
 * Checked against: NumPy by this definition, rtol 1e-9; scikit-image 0.19, whose exponential is approximate, 2e-2. */
export function nonLocalMeansInto(
  result: StripResult,
  strip: Strip,
  options: NonLocalMeansOptions,
  kernels: Kernels,
  poll: () => void = () => {},
): void {
  const mark = kernels.mark();
  try {
    const block = createBlock(strip, options, kernels);
    for (let y = 0; y < strip.rows; y += BLOCK_ROWS) {
      for (let x = 0; x < strip.width; x += BLOCK_COLUMNS) {
        poll();
        const width = Math.min(BLOCK_COLUMNS, strip.width - x);
        const rows = Math.min(BLOCK_ROWS, strip.rows - y);
        addShifts(block, strip, { x, y, width, rows }, options, kernels);
        finish(result, strip, { x, y, width, rows }, block);
      }
    }
  } finally {
    kernels.release(mark);
  }
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly rows: number;
}

/** A rectangle with its surroundings, scaled, and what is summed for it; byte addresses and their views. */
interface Block {
  readonly halo: number;
  readonly pitch: number;
  readonly sumPitch: number;
  /** Of the scaled values. */
  readonly factor: number;
  readonly at: Readonly<Record<'values' | 'sums' | 'weights' | 'distances' | 'known', number>>;
  readonly values: PixelArray;
  readonly sums: PixelArray;
  readonly weights: PixelArray;
}

function createBlock(
  strip: Strip,
  { patchRadius, patchDistance, h }: NonLocalMeansOptions,
  kernels: Kernels,
): Block {
  const width = Math.min(BLOCK_COLUMNS, strip.width);
  const rows = Math.min(BLOCK_ROWS, strip.rows);
  const type = strip.pixelType;
  const halo = patchRadius + patchDistance;
  const pitch = width + 2 * halo;
  const sumPitch = Math.ceil(width / 4) * 4;
  const pairs = (rows + patchDistance + 2 * patchRadius) * (width + patchDistance + 2 * patchRadius + 3);
  const counts = {
    values: pitch * (rows + 2 * halo),
    sums: sumPitch * rows,
    weights: sumPitch * rows,
    distances: pairs,
    known: pairs,
  };
  const take = (count: number) => kernels.allocate(count * bytesPerPixel(type));
  const at = {
    values: take(counts.values),
    sums: take(counts.sums),
    weights: take(counts.weights),
    distances: take(counts.distances),
    known: take(counts.known),
  };
  const view = (name: 'values' | 'sums' | 'weights') =>
    pixelView(type, kernels.memory.buffer, at[name], counts[name]);
  return {
    halo,
    pitch,
    sumPitch,
    factor: factorOf(h * (2 * patchRadius + 1)),
    at,
    values: view('values'),
    sums: view('sums'),
    weights: view('weights'),
  };
}

/** The power of 2 that brings `unit` to 1/2 … 1, near its like for a unit out of all measure. */
function factorOf(unit: number): number {
  const wanted = Math.min(1e300, Math.max(1e-300, unit));
  let factor = 1;
  while (wanted * factor > 1) factor /= 2;
  while (wanted * factor < 0.5) factor *= 2;
  return factor;
}

function addShifts(
  block: Block,
  strip: Strip,
  rectangle: Rectangle,
  { patchRadius: radius, patchDistance: reach, h, sigma }: NonLocalMeansOptions,
  kernels: Kernels,
): void {
  const { at, pitch, sumPitch, halo, factor } = block;
  const { width, rows } = rectangle;
  const type = strip.pixelType;
  const deviation = sigma * factor;
  const unit = h * (2 * radius + 1) * factor;
  const shared = {
    ...at,
    type,
    values: at.values + (halo * pitch + halo) * bytesPerPixel(type),
    pitch,
    width,
    rows,
    radius,
    scale: 1 / (unit * unit),
    noise: 2 * deviation * deviation,
    holes: fill(block, strip, rectangle),
    sumPitch,
  };
  block.sums.fill(0);
  // Each pixel is like itself: weight 1, difference 0.
  block.weights.fill(1);
  for (let dy = 0; dy <= reach; dy++) {
    for (let dx = dy === 0 ? 1 : -reach; dx <= reach; dx++) {
      kernels.patchPairs({ ...shared, dx, dy });
    }
  }
}

/** Copies a rectangle and its surroundings; whether some value is not finite. */
function fill(
  { values, pitch, halo, factor }: Block,
  strip: Strip,
  { x, y, width, rows }: Rectangle,
): boolean {
  const { pixels, pixelType, haloX, haloY } = strip;
  const stride = strip.width + 2 * haloX;
  const largest = LARGEST[pixelType];
  let holes = false;
  for (let row = 0; row < rows + 2 * halo; row++) {
    let from = (y + haloY - halo + row) * stride + x + haloX - halo;
    const start = row * pitch;
    for (let to = start; to < start + width + 2 * halo; to++, from++) {
      const value = pixels[from];
      if (value - value === 0) values[to] = Math.max(-largest, Math.min(largest, value * factor));
      else {
        values[to] = NaN;
        holes = true;
      }
    }
  }
  return holes;
}

function finish(
  result: StripResult,
  strip: Strip,
  { x, y, width, rows }: Rectangle,
  { sums, weights, sumPitch, factor }: Block,
): void {
  const stride = strip.width + 2 * strip.haloX;
  const { pixels } = strip;
  const out = result.pixels;
  for (let row = 0; row < rows; row++) {
    const from = (y + row + strip.haloY) * stride + x + strip.haloX;
    const to = (y + row) * strip.width + x;
    for (let i = 0; i < width; i++) {
      const centre = pixels[from + i];
      const at = row * sumPitch + i;
      out[to + i] = centre - centre === 0 ? centre + sums[at] / weights[at] / factor : centre;
    }
  }
}
