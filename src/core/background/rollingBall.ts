import { newPixels, type PixelArray } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';

/** Background below a ball that is rolled along the underside of the image, as `skimage.restoration.rolling_ball`.
 *
 * Method: background = min over the disc of image(p) + R - sqrt(R² - |p - centre|²). A row of the disc is looked at only
 *         where the least pixel within R columns, raised as its middle is, lies below what was found so far, and only as
 *         far out as that pixel could still lower it.
 * Shape:  a strip with a halo of ceil(radius) in, its rows out; `subtract` gives the image minus the background.
 * Units:  `radius` in pixels and, as the ball's height, in the unit of the image.
 * Non-finite and masked: left out. The background is given at missing pixels as well, NaN where the disc has no finite
 *         pixel; the subtracted image keeps them.
 * Border: what the halo holds (infinity leaves it out, as scikit-image does).
 * Errors: none.
 * Cost:   O(pixels × radius) for smooth or noisy images, O(pixels × radius²) at worst; two copies of the strip.
 * Source: Sternberg, 1983, Biomedical image processing, Computer 16, 22.
 * Checked against: scikit-image 0.19, rtol 1e-10 (float64), 1e-6 (float32). */
export function rollingBallInto(
  result: StripResult,
  strip: Strip,
  { radius, subtract }: { readonly radius: number; readonly subtract: boolean },
): void {
  const { width, rows, haloX, haloY, pixels } = strip;
  const out = result.pixels;
  const square = radius * radius;
  const reach = Math.ceil(radius);
  const stride = width + 2 * haloX;
  const clean = finiteOrAbove(strip);
  const least = slidingMinima(clean, rows + 2 * haloY, stride, haloX, width, reach, strip.pixelType);
  const ball = ballRows(radius, reach);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + haloY) * stride + x + haloX;
      let best = clean[at];
      for (let step = 0; step <= reach; step++) {
        const { rise, half } = ball[step];
        if (half < 0) continue;
        const lift = rise[0];
        for (let sign = 0; sign < (step === 0 ? 1 : 2); sign++) {
          const row = y + haloY + (sign === 0 ? step : -step);
          if (!(least[row * width + x] + lift < best)) continue;
          const middle = row * stride + x + haloX;
          // Farther out the ball lies so low that even the least pixel would not bring it below `best`.
          const height = Math.max(0, radius + least[row * width + x] - best);
          const farthest = Math.min(
            half,
            Math.ceil(Math.sqrt(Math.max(0, square - step * step - height * height))) + 1,
          );
          for (let dx = -farthest; dx <= farthest; dx++) {
            const touch = clean[middle + dx] + rise[dx < 0 ? -dx : dx];
            if (touch < best) best = touch;
          }
        }
      }
      const background = best < Infinity ? best : NaN;
      const value = pixels[at];
      out[y * width + x] = !subtract ? background : value - value === 0 ? value - background : value;
    }
  }
}

interface BallRow {
  /** How far the ball's surface lies below its top, by distance in x; */
  readonly rise: Float64Array;
  /** Farthest pixel in x; -1 where the row does not meet the ball. */
  readonly half: number;
}

function ballRows(radius: number, reach: number): BallRow[] {
  const square = radius * radius;
  return Array.from({ length: reach + 1 }, (_, dy) => {
    const half = dy > radius ? -1 : Math.floor(Math.sqrt(square - dy * dy));
    const rise = new Float64Array(Math.max(0, half + 1));
    for (let dx = 0; dx <= half; dx++) rise[dx] = radius - Math.sqrt(Math.max(0, square - dx * dx - dy * dy));
    return { rise, half };
  });
}

/** A copy of the strip in which nothing missing can be a minimum. */
function finiteOrAbove({ pixels }: Strip): PixelArray {
  const clean = pixels.slice();
  for (let i = 0; i < clean.length; i++) if (clean[i] - clean[i] !== 0) clean[i] = Infinity;
  return clean;
}

/** The least of the 2 reach + 1 pixels of a row around each of its `width` columns; by van Herk's blocks. */
function slidingMinima(
  pixels: PixelArray,
  rows: number,
  stride: number,
  haloX: number,
  width: number,
  reach: number,
  type: Strip['pixelType'],
): PixelArray {
  const minima = newPixels(type, rows * width);
  const window = 2 * reach + 1;
  const length = width + 2 * reach;
  const before = new Float64Array(length);
  const after = new Float64Array(length);
  for (let y = 0; y < rows; y++) {
    const start = y * stride + haloX - reach;
    for (let i = 0; i < length; i++) {
      const value = pixels[start + i];
      before[i] = i % window === 0 ? value : Math.min(before[i - 1], value);
    }
    for (let i = length - 1; i >= 0; i--) {
      const value = pixels[start + i];
      after[i] = i === length - 1 || (i + 1) % window === 0 ? value : Math.min(after[i + 1], value);
    }
    for (let x = 0; x < width; x++) minima[y * width + x] = Math.min(after[x], before[x + window - 1]);
  }
  return minima;
}
