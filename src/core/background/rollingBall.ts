import type { Kernels } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';

/** Background below a ball that is rolled along the underside of the image, as `skimage.restoration.rolling_ball`.
 *
 * Method: background = min over the disc of image(p) + R - sqrt(R² - |p - centre|²). The kernel `ball` lowers 8 neighbouring
 *         pixels at a time; of a row of the disc it looks only at the blocks of 8 pixels whose least one, on the lowest ball there,
 *         lies below what was found so far. It begins where the ball touched last.
 * Shape:  a strip with a halo of ceil(radius) in, its rows out; `subtract` gives the image minus the background.
 * Units:  `radius` in pixels and, as the ball's height, in the unit of the image.
 * Non-finite and masked: left out. The background is given at missing pixels as well, NaN where the disc has no finite
 *         pixel; the subtracted image keeps them.
 * Border: what the halo holds (infinity leaves it out, as scikit-image does).
 * Errors: what `poll` throws, which is called every few milliseconds of work.
 * Cost:   O(pixels × radius) for smooth or noisy images, O(pixels × radius²) at worst; 64 rows and their halo in double.
 * Source: Sternberg, 1983, Biomedical image processing, Computer 16, 22.
 * Checked against: scikit-image 0.19, rtol 1e-10 (float64), 1e-6 (float32). */
export function rollingBallInto(
  result: StripResult,
  strip: Strip,
  { radius, subtract }: { readonly radius: number; readonly subtract: boolean },
  kernels: Kernels,
  poll: () => void = () => {},
): void {
  const { width, rows } = strip;
  const mark = kernels.mark();
  try {
    const ball = placeBall(radius, width, kernels);
    for (let y = 0; y < rows; y += BAND_ROWS)
      bandInto(result, strip, { y, rows: Math.min(BAND_ROWS, rows - y), subtract }, ball, kernels, poll);
  } finally {
    kernels.release(mark);
  }
}

/** Rows that are made ready together; those around them are made ready again for the next. */
const BAND_ROWS = 64;
/** How many sums one call of the kernel takes at most, or a block's: some milliseconds. */
const SPAN_SUMS = 10_000_000;
/** Columns of a block. */
const BLOCK = 8;

/** The ball, and the memory for a band: byte addresses, and what the kernel wants to know. */
interface PlacedBall {
  readonly reach: number;
  readonly side: number;
  readonly blocks: number;
  readonly rise: number;
  readonly pixels: number;
  readonly minima: number;
  readonly rowMinima: number;
  readonly out: number;
}

function placeBall(radius: number, width: number, kernels: Kernels): PlacedBall {
  const reach = Math.ceil(radius);
  const side = Math.ceil(reach / BLOCK);
  const blocks = Math.ceil(width / BLOCK);
  const heights = riseTable(radius, reach, side);
  const rows = BAND_ROWS + 2 * reach;
  const rise = kernels.allocate(heights.byteLength);
  const pixels = kernels.allocate(8 * rows * BLOCK * (blocks + 2 * side));
  const minima = kernels.allocate(8 * rows * (blocks + 2 * side));
  const rowMinima = kernels.allocate(8 * rows * blocks);
  const out = kernels.allocate(8 * BLOCK * blocks);
  new Float64Array(kernels.memory.buffer, rise, heights.length).set(heights);
  return { reach, side, blocks, rise, pixels, minima, rowMinima, out };
}

/** How far the ball's surface lies above its lowest point, as the kernel wants it. */
function riseTable(radius: number, reach: number, side: number): Float64Array {
  const square = radius * radius;
  const middle = BLOCK * (side + 1);
  const line = 2 * middle + side + 1;
  const table = new Float64Array(line * (reach + 1)).fill(Infinity);
  for (let dy = 0; dy <= reach && dy <= radius; dy++) {
    const at = dy * line + middle;
    const half = Math.floor(Math.sqrt(square - dy * dy));
    for (let dx = 0; dx <= half; dx++)
      table[at + dx] = table[at - dx] = radius - Math.sqrt(Math.max(0, square - dx * dx - dy * dy));
    for (let k = 0; k <= side; k++) table[at + middle + k] = table[at + Math.max(0, BLOCK * (k - 1) + 1)];
  }
  return table;
}

interface Band {
  readonly y: number;
  readonly rows: number;
  readonly subtract: boolean;
}

function bandInto(
  result: StripResult,
  strip: Strip,
  { y, rows, subtract }: Band,
  ball: PlacedBall,
  kernels: Kernels,
  poll: () => void,
): void {
  const { width, haloX, haloY, pixels } = strip;
  const { reach, side, blocks } = ball;
  const stride = width + 2 * haloX;
  const all = blocks + 2 * side;
  const held = rows + 2 * reach;
  const clean = new Float64Array(kernels.memory.buffer, ball.pixels, held * all * BLOCK);
  const best = new Float64Array(kernels.memory.buffer, ball.out, blocks * BLOCK);
  clean.fill(Infinity);
  for (let row = 0; row < held; row++) {
    const from = (y + row - reach + haloY) * stride + haloX - reach;
    const to = row * all * BLOCK + side * BLOCK - reach;
    for (let x = 0; x < width + 2 * reach; x++) {
      const value = pixels[from + x];
      if (value - value === 0) clean[to + x] = value;
    }
  }
  blockMinima(clean, held, ball, kernels);
  // Blocks that one call of the kernel takes.
  const span = Math.max(1, Math.floor(SPAN_SUMS / (BLOCK * (2 * reach + 1) ** 2)));
  const out = result.pixels;
  for (let row = 0; row < rows; row++) {
    const centre = (row + reach) * all * BLOCK + side * BLOCK;
    // What lies beyond the row is not to be found.
    best.fill(-Infinity);
    for (let x = 0; x < width; x++) best[x] = clean[centre + x];
    for (let first = 0; first < blocks; first += span) {
      poll();
      kernels.ball({
        ...ball,
        pixels: ball.pixels + 8 * BLOCK * (row * all + first),
        pitch: 8 * BLOCK * all,
        minima: ball.minima + 8 * (row * all + first),
        rowMinima: ball.rowMinima + 8 * (row * blocks + first),
        blocks: Math.min(span, blocks - first),
        out: ball.out + 8 * BLOCK * first,
      });
    }
    for (let x = 0; x < width; x++) {
      const background = best[x] < Infinity ? best[x] : NaN;
      const value = pixels[(y + row + haloY) * stride + haloX + x];
      out[(y + row) * width + x] = !subtract ? background : value - value === 0 ? value - background : value;
    }
  }
}

/** The least pixel of each block, and of each block of the results with those within the ball's reach. */
function blockMinima(clean: Float64Array, rows: number, ball: PlacedBall, kernels: Kernels): void {
  const { side, blocks } = ball;
  const all = blocks + 2 * side;
  const minima = new Float64Array(kernels.memory.buffer, ball.minima, rows * all);
  const rowMinima = new Float64Array(kernels.memory.buffer, ball.rowMinima, rows * blocks);
  for (let i = 0; i < minima.length; i++) {
    let least = Infinity;
    for (let x = BLOCK * i; x < BLOCK * (i + 1); x++) if (clean[x] < least) least = clean[x];
    minima[i] = least;
  }
  for (let row = 0; row < rows; row++) {
    for (let b = 0; b < blocks; b++) {
      let least = Infinity;
      for (let i = row * all + b; i <= row * all + b + 2 * side; i++)
        if (minima[i] < least) least = minima[i];
      rowMinima[row * blocks + b] = least;
    }
  }
}
