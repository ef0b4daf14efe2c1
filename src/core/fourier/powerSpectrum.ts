import { createFft } from './fftPlan.ts';

/** The squared magnitudes of the discrete Fourier transform of an image, frequency 0 in the middle.
 *
 * Method: rows are transformed in pairs (one as the imaginary part of the other); of each only the half is kept that the
 *         other follows from; then the columns of that half.
 * Shape:  row-major, width × height; in the result column floor(width / 2) and row floor(height / 2) have frequency 0
 *         (`numpy.fft.fftshift`). `image` is left as it is.
 * Units:  the square of the image's unit.
 * Non-finite and masked: must not be there.
 * Cost:   O(n log n) for n pixels; 16 bytes a pixel beside the result.
 * Source: NumPy `abs(fftshift(fft2(image))) ** 2`.
 * Checked against: numpy.fft 1.24, 1e-12 of the largest value, group power of the references. */
export function powerSpectrum(
  image: Float64Array,
  width: number,
  height: number,
  progress: (share: number) => void,
): Float64Array {
  const half = Math.floor(width / 2) + 1;
  const halfRe = new Float64Array(half * height);
  const halfIm = new Float64Array(half * height);
  transformRows(image, width, height, halfRe, halfIm, (share) => progress(0.5 * share));

  const power = new Float64Array(width * height);
  const alongY = createFft(height);
  const re = new Float64Array(height);
  const im = new Float64Array(height);
  const middleX = Math.floor(width / 2);
  const middleY = Math.floor(height / 2);
  for (let x = 0; x < half; x++) {
    for (let y = 0; y < height; y++) {
      re[y] = halfRe[y * half + x]!;
      im[y] = halfIm[y * half + x]!;
    }
    alongY.transform(re, im);
    const right = (x + middleX) % width;
    const left = (width - x + middleX) % width;
    for (let y = 0; y < height; y++) {
      const value = re[y]! * re[y]! + im[y]! * im[y]!;
      power[((y + middleY) % height) * width + right] = value;
      // The frequency on the other side of the middle has the same power.
      power[((height - y + middleY) % height) * width + left] = value;
    }
    if (x % 16 === 0) progress(0.5 + (0.5 * x) / half);
  }
  return power;
}

function transformRows(
  image: Float64Array,
  width: number,
  height: number,
  halfRe: Float64Array,
  halfIm: Float64Array,
  progress: (share: number) => void,
): void {
  const alongX = createFft(width);
  const half = Math.floor(width / 2) + 1;
  const re = new Float64Array(width);
  const im = new Float64Array(width);
  for (let y = 0; y < height; y += 2) {
    const second = y + 1 < height;
    re.set(image.subarray(y * width, (y + 1) * width));
    if (second) im.set(image.subarray((y + 1) * width, (y + 2) * width));
    else im.fill(0);
    alongX.transform(re, im);
    for (let x = 0; x < half; x++) {
      const other = x === 0 ? 0 : width - x;
      const at = y * half + x;
      halfRe[at] = (re[x]! + re[other]!) / 2;
      halfIm[at] = (im[x]! - im[other]!) / 2;
      if (!second) continue;
      halfRe[at + half] = (im[x]! + im[other]!) / 2;
      halfIm[at + half] = (re[other]! - re[x]!) / 2;
    }
    if (y % 64 === 0) progress(y / height);
  }
}
