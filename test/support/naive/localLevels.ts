import { sourceIndices, type ExtendMode, type WholeImage } from '../../../src/core/strips/index.ts';

/** The finite values of the square around each pixel, in row order, given to `level`; the image goes on by `mode`. */
export function naiveLevels(
  { width, height, pixels }: WholeImage,
  size: number,
  mode: ExtendMode,
  cval: number,
  level: (values: number[]) => number,
): number[] {
  const radius = (size - 1) / 2;
  const columns = sourceIndices(width, radius, mode);
  const rows = sourceIndices(height, radius, mode);
  const levels: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const values: number[] = [];
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          const [row, column] = [rows[y + i]!, columns[x + j]!];
          values.push(row < 0 || column < 0 ? cval : pixels[row * width + column]!);
        }
      levels.push(level(values.filter((value) => Number.isFinite(value))));
    }
  }
  return levels;
}

/** The Gaussian mean of the finite pixels around each pixel, one weight for each of the pixels of the kernel's square. */
export function naiveGaussian(image: WholeImage, sigma: number, mode: ExtendMode, cval: number): number[] {
  const radius = Math.floor(4 * sigma + 0.5);
  const weight = (k: number) => (sigma === 0 ? 1 : Math.exp((-0.5 * k * k) / (sigma * sigma)));
  const finite = image.pixels.map((value) => (Number.isFinite(value) ? value : 0));
  const there = image.pixels.map((value) => (Number.isFinite(value) ? 1 : 0));
  const sums = (pixels: WholeImage['pixels'], beyond: number) =>
    naiveLevels({ ...image, pixels }, 2 * radius + 1, mode, beyond, (values) =>
      values.reduce((sum, value, i) => {
        const [row, column] = [Math.floor(i / (2 * radius + 1)), i % (2 * radius + 1)];
        return sum + value * weight(row - radius) * weight(column - radius);
      }, 0),
    );
  const shares = sums(there, 1);
  return sums(finite, cval).map((sum, i) => sum / shares[i]!);
}
