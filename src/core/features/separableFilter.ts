import { borderIndex, gaussianWeights } from '../geometry/index.ts';

/** Weights 0 … radius of the second derivative of a Gaussian, from the middle outwards. */
export function gaussianCurvatureWeights(sigma: number): Float64Array {
  const variance = sigma * sigma;
  return gaussianWeights(sigma).map((weight, k) => ((k * k) / variance - 1) * (weight / variance));
}

/** Adds to `sum` `factor` times an image weighed along y, then along x, with symmetric weights; the image is reflected at
 * its edges. */
export function addFiltered(
  sum: Float64Array,
  factor: number,
  image: Float64Array,
  width: number,
  height: number,
  weightsY: Float64Array,
  weightsX: Float64Array,
): void {
  const reach = weightsX.length - 1;
  const columns = new Float64Array(width);
  const line = new Float64Array(width + 2 * reach);
  for (let y = 0; y < height; y++) {
    columns.fill(0);
    for (let k = weightsY.length - 1; k > 0; k--)
      addPair(
        columns,
        image,
        borderIndex(y - k, height, 'reflect') * width,
        borderIndex(y + k, height, 'reflect') * width,
        weightsY[k]!,
      );
    const middleRow = y * width;
    const middle = weightsY[0]!;
    for (let x = 0; x < width; x++) columns[x]! += middle * image[middleRow + x]!;

    line.set(columns, reach);
    for (let x = 1; x <= reach; x++) {
      line[reach - x] = columns[borderIndex(-x, width, 'reflect')]!;
      line[reach + width - 1 + x] = columns[borderIndex(width - 1 + x, width, 'reflect')]!;
    }
    for (let x = 0; x < width; x++) {
      let value = 0;
      for (let k = reach; k > 0; k--) value += weightsX[k]! * (line[x + reach - k]! + line[x + reach + k]!);
      sum[middleRow + x]! += factor * (value + weightsX[0]! * line[x + reach]!);
    }
  }
}

function addPair(
  into: Float64Array,
  image: Float64Array,
  above: number,
  below: number,
  weight: number,
): void {
  for (let x = 0; x < into.length; x++) into[x]! += weight * (image[above + x]! + image[below + x]!);
}
