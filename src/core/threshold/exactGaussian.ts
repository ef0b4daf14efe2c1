import type { Strip } from '../strips/index.ts';

/** Gaussian means in double precision, of one pixel or of a whole row, with the same last digits.
 *
 * Method: along y, then along x; each pass adds the middle product first, then the pairs from the outermost inwards, as
 *         SciPy does. Where pixels are missing, the sum is divided by the same sum over the pixels there are.
 * Shape:  a strip whose halo is the kernel's radius; `weights` from the middle outwards; 0-based places in the strip.
 * Non-finite and masked: left out; NaN where nothing is left. */
export interface ExactGaussian {
  at(row: number, x: number): number;
  rowInto(out: Float64Array, row: number): void;
}

export function exactGaussian(strip: Strip, weights: Float64Array): ExactGaussian {
  const { pixels, width } = strip;
  const radius = weights.length - 1;
  const stride = width + 2 * radius;
  const whole = weightedSum(() => weightedSum(() => 1));

  function weightedSum(valueAt: (place: number) => number): number {
    let sum = valueAt(radius) * weights[0];
    for (let k = radius; k > 0; k--) sum += (valueAt(radius - k) + valueAt(radius + k)) * weights[k];
    return sum;
  }

  const column = new Float64Array(stride);
  const shares = new Float64Array(stride);

  /** Sums down columns `from` … `to` - 1, for the strip's row `row`. */
  function sumDown(row: number, from: number, to: number): void {
    const middle = (row + radius) * stride;
    for (let x = from; x < to; x++) {
      const value = pixels[middle + x];
      const there = value - value === 0;
      column[x] = there ? value * weights[0] : 0;
      shares[x] = there ? weights[0] : 0;
    }
    for (let k = radius; k > 0; k--) {
      const above = middle - k * stride;
      const below = middle + k * stride;
      const weight = weights[k];
      for (let x = from; x < to; x++) {
        const a = pixels[above + x];
        const b = pixels[below + x];
        if (a - a + (b - b) === 0) {
          column[x] += (a + b) * weight;
          shares[x] += 2 * weight;
        } else {
          const hasA = a - a === 0;
          const hasB = b - b === 0;
          column[x] += ((hasA ? a : 0) + (hasB ? b : 0)) * weight;
          shares[x] += ((hasA ? 1 : 0) + (hasB ? 1 : 0)) * weight;
        }
      }
    }
  }

  function sumAcross(x: number): number {
    const middle = x + radius;
    let sum = column[middle] * weights[0];
    let share = shares[middle] * weights[0];
    for (let k = radius; k > 0; k--) {
      sum += (column[middle - k] + column[middle + k]) * weights[k];
      share += (shares[middle - k] + shares[middle + k]) * weights[k];
    }
    // A window without gaps is not divided, so that its level is SciPy's.
    return share === whole ? sum : sum / share;
  }

  return {
    at(row, x) {
      sumDown(row, x, x + 2 * radius + 1);
      return sumAcross(x);
    },
    rowInto(out, row) {
      sumDown(row, 0, stride);
      for (let x = 0; x < width; x++) out[x] = sumAcross(x);
    },
  };
}
