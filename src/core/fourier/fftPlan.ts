import { cos, sin } from '../math/index.ts';

/** Largest prime factor that is transformed directly; beyond it a convolution is cheaper. */
const LARGEST_FACTOR = 13;
const TURN = 6.283185307179586;

/** A transform of `length` complex numbers, in place: out_k = sum of in_j exp(-2 pi i j k / length). */
export interface Fft {
  readonly length: number;
  /** Uses its own working memory: not to be called from within itself. */
  transform(re: Float64Array, im: Float64Array): void;
}

interface Parts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The discrete Fourier transform of any length.
 *
 * Method: lengths whose primes are at most 13 by Stockham's mixed radices; other lengths by Bluestein's convolution with a
 *         chirp, in a length that is a power of two.
 * Shape:  two arrays of `length` doubles, real and imaginary, in place.
 * Non-finite and masked: spread over everything.
 * Cost:   O(n log n); 4 to 12 doubles a number.
 * Source: C. Van Loan, 1992, Computational Frameworks for the Fast Fourier Transform, section 1.7 and 4.2.
 * Checked against: numpy.fft 1.24, 1e-12 of the largest magnitude, group fft of the references. */
export function createFft(length: number): Fft {
  const factors = factorsOf(length);
  return factors.every((factor) => factor <= LARGEST_FACTOR)
    ? mixedRadix(length, factors)
    : bluestein(length);
}

/** Factors of a whole number, fours first. */
function factorsOf(length: number): number[] {
  const factors: number[] = [];
  let rest = length;
  while (rest % 4 === 0) {
    factors.push(4);
    rest /= 4;
  }
  for (let factor = 2; factor * factor <= rest; factor++)
    while (rest % factor === 0) {
      factors.push(factor);
      rest /= factor;
    }
  if (rest > 1) factors.push(rest);
  return factors;
}

/** cos and sin of 2 pi k / n, from the first eighth of a turn, so that they are as exact as doubles allow. */
function turned(k: number, n: number): { c: number; s: number } {
  const eighths = Math.floor((8 * k) / n);
  const inEighth = eighths % 2 === 0 ? 8 * k - eighths * n : (eighths + 1) * n - 8 * k;
  const angle = ((inEighth / n) * TURN) / 8;
  const near = cos(angle);
  const far = sin(angle);
  // By eighths: which of the two is the cosine, and the signs.
  const swapped = eighths === 1 || eighths === 2 || eighths === 5 || eighths === 6;
  const c = swapped ? far : near;
  const s = swapped ? near : far;
  return { c: eighths >= 2 && eighths <= 5 ? -c : c, s: eighths >= 4 ? -s : s };
}

function mixedRadix(length: number, factors: readonly number[]): Fft {
  const cosines = new Float64Array(length);
  const sines = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const { c, s } = turned(k, length);
    cosines[k] = c;
    sines[k] = -s;
  }
  const otherRe = new Float64Array(length);
  const otherIm = new Float64Array(length);
  const partRe = new Float64Array(LARGEST_FACTOR);
  const partIm = new Float64Array(LARGEST_FACTOR);

  /** One pass: `count` interleaved transforms become transforms of `factor` times the length. */
  function pass(
    inRe: Float64Array,
    inIm: Float64Array,
    outRe: Float64Array,
    outIm: Float64Array,
    done: number,
    factor: number,
  ): void {
    const stride = length / factor;
    const left = stride / done;
    for (let block = 0; block < left; block++)
      for (let k = 0; k < done; k++) {
        const from = block * done + k;
        const to = block * done * factor + k;
        for (let j = 0; j < factor; j++) {
          const at = from + j * stride;
          // exp(-2 pi i j k / (done factor))
          const twiddle = j * k * left;
          const c = cosines[twiddle]!;
          const s = sines[twiddle]!;
          partRe[j] = inRe[at]! * c - inIm[at]! * s;
          partIm[j] = inRe[at]! * s + inIm[at]! * c;
        }
        if (factor === 4) four(outRe, outIm, to, done);
        else if (factor === 2) two(outRe, outIm, to, done);
        else any(outRe, outIm, to, done, factor, stride);
      }
  }

  function two(outRe: Float64Array, outIm: Float64Array, to: number, done: number): void {
    outRe[to] = partRe[0]! + partRe[1]!;
    outIm[to] = partIm[0]! + partIm[1]!;
    outRe[to + done] = partRe[0]! - partRe[1]!;
    outIm[to + done] = partIm[0]! - partIm[1]!;
  }

  function four(outRe: Float64Array, outIm: Float64Array, to: number, done: number): void {
    const sumRe = partRe[0]! + partRe[2]!;
    const sumIm = partIm[0]! + partIm[2]!;
    const differenceRe = partRe[0]! - partRe[2]!;
    const differenceIm = partIm[0]! - partIm[2]!;
    const oddRe = partRe[1]! + partRe[3]!;
    const oddIm = partIm[1]! + partIm[3]!;
    const turnRe = partIm[1]! - partIm[3]!;
    const turnIm = partRe[3]! - partRe[1]!;
    outRe[to] = sumRe + oddRe;
    outIm[to] = sumIm + oddIm;
    outRe[to + done] = differenceRe + turnRe;
    outIm[to + done] = differenceIm + turnIm;
    outRe[to + 2 * done] = sumRe - oddRe;
    outIm[to + 2 * done] = sumIm - oddIm;
    outRe[to + 3 * done] = differenceRe - turnRe;
    outIm[to + 3 * done] = differenceIm - turnIm;
  }

  function any(
    outRe: Float64Array,
    outIm: Float64Array,
    to: number,
    done: number,
    factor: number,
    stride: number,
  ): void {
    for (let m = 0; m < factor; m++) {
      let re = partRe[0]!;
      let im = partIm[0]!;
      for (let j = 1; j < factor; j++) {
        const twiddle = ((j * m) % factor) * stride;
        const c = cosines[twiddle]!;
        const s = sines[twiddle]!;
        re += partRe[j]! * c - partIm[j]! * s;
        im += partRe[j]! * s + partIm[j]! * c;
      }
      outRe[to + m * done] = re;
      outIm[to + m * done] = im;
    }
  }

  return {
    length,
    transform(re, im) {
      let from: Parts = { re, im };
      let to: Parts = { re: otherRe, im: otherIm };
      let done = 1;
      for (const factor of factors) {
        pass(from.re, from.im, to.re, to.im, done, factor);
        [from, to] = [to, from];
        done *= factor;
      }
      if (from.re === re) return;
      re.set(from.re);
      im.set(from.im);
    },
  };
}

function bluestein(length: number): Fft {
  let size = 4;
  while (size < 2 * length - 1) size *= 2;
  const inner = mixedRadix(size, factorsOf(size));
  // exp(-pi i k^2 / length), with k^2 brought within a whole turn.
  const chirpRe = new Float64Array(length);
  const chirpIm = new Float64Array(length);
  const kernelRe = new Float64Array(size);
  const kernelIm = new Float64Array(size);
  let square = 0;
  for (let k = 0; k < length; k++) {
    const { c, s } = turned(square, 2 * length);
    chirpRe[k] = c;
    chirpIm[k] = -s;
    for (const at of k === 0 ? [0] : [k, size - k]) {
      kernelRe[at] = c;
      kernelIm[at] = s;
    }
    square = (square + 2 * k + 1) % (2 * length);
  }
  inner.transform(kernelRe, kernelIm);
  const workRe = new Float64Array(size);
  const workIm = new Float64Array(size);
  return {
    length,
    transform(re, im) {
      workRe.fill(0);
      workIm.fill(0);
      for (let k = 0; k < length; k++) {
        workRe[k] = re[k]! * chirpRe[k]! - im[k]! * chirpIm[k]!;
        workIm[k] = re[k]! * chirpIm[k]! + im[k]! * chirpRe[k]!;
      }
      inner.transform(workRe, workIm);
      // The way back is the way there with real and imaginary parts exchanged.
      for (let k = 0; k < size; k++) {
        const a = workRe[k]!;
        const b = workIm[k]!;
        workRe[k] = a * kernelRe[k]! - b * kernelIm[k]!;
        workIm[k] = a * kernelIm[k]! + b * kernelRe[k]!;
      }
      inner.transform(workIm, workRe);
      for (let k = 0; k < length; k++) {
        const a = workRe[k]! / size;
        const b = workIm[k]! / size;
        re[k] = a * chirpRe[k]! - b * chirpIm[k]!;
        im[k] = a * chirpIm[k]! + b * chirpRe[k]!;
      }
    },
  };
}
