import { describe, expect, it } from 'vitest';
import { createFft } from '../../../../src/core/fourier/fftPlan.ts';

/** By the definition, with the angle brought within a turn. */
function slowTransform(re: Float64Array, im: Float64Array): { re: number[]; im: number[] } {
  const n = re.length;
  const out = { re: [] as number[], im: [] as number[] };
  for (let k = 0; k < n; k++) {
    let [a, b] = [0, 0];
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * ((j * k) % n)) / n;
      a += re[j]! * Math.cos(angle) - im[j]! * Math.sin(angle);
      b += re[j]! * Math.sin(angle) + im[j]! * Math.cos(angle);
    }
    out.re.push(a);
    out.im.push(b);
  }
  return out;
}

describe('Fourier transform', () => {
  it.each([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 16, 17, 19, 30, 49, 60, 64, 101, 143, 169, 210, 256, 289, 331, 338,
  ])('of %i numbers', (length) => {
    const re = Float64Array.from({ length }, (_, i) => Math.sin(i * i) + (i % 7));
    const im = Float64Array.from({ length }, (_, i) => Math.cos(3 * i) - (i % 3));
    const expected = slowTransform(re, im);
    const largest = Math.max(...expected.re.map(Math.abs), ...expected.im.map(Math.abs));
    createFft(length).transform(re, im);
    for (let k = 0; k < length; k++) {
      expect(Math.abs(re[k]! - expected.re[k]!)).toBeLessThan(2e-14 * length * largest);
      expect(Math.abs(im[k]! - expected.im[k]!)).toBeLessThan(2e-14 * length * largest);
    }
  });
});
