import { describe, expect, it } from 'vitest';
import {
  SYNTH_RECIPES,
  synthesise,
  type SynthImage,
  type SynthTable,
} from '../../../../src/core/synth/index.ts';

const table = (name: string, params = {}) => synthesise(name, params) as SynthTable;
const image = (name: string, params = {}) => synthesise(name, params) as SynthImage;
const values = ({ columns }: SynthTable, name: string) =>
  Array.from(columns.find(({ info }) => info.name === name)!.data.values as Float64Array);

describe('synthesise', () => {
  it('makes each recipe with its defaults, of the kind it says, the same twice', () => {
    for (const recipe of SYNTH_RECIPES.values()) {
      // Small, since comparing takes long.
      const size = recipe.output === 'image' ? { width: 50, height: 40 } : {};
      const made = synthesise(recipe.name, size);
      expect(made.kind).toBe(recipe.output);
      expect(synthesise(recipe.name, size)).toEqual(made);
      expect(synthesise(recipe.name, { ...size, seed: 77 })).not.toEqual(made);
      if (made.kind === 'image') {
        expect(made.data).toHaveLength(made.width * made.height);
        expect(made.data.every(Number.isFinite)).toBe(true);
      }
      const rows = made.kind === 'image' ? made.truth : made;
      for (const { data } of rows.columns) expect(data.values).toHaveLength(rows.rows);
    }
  });

  it.each([
    ['nonsense', {}, 'not-found'],
    ['toString', {}, 'not-found'],
    ['dbscan', { first: -1 }, 'bad-argument'],
    ['dbscan', { nonsense: 1 }, 'bad-argument'],
    ['star-field', { psf: 'airy' }, 'bad-argument'],
    ['star-field', { width: 1.5 }, 'bad-argument'],
  ])('refuses %s %j', (name, params, code) => {
    expect(() => synthesise(name, params as Record<string, number>)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('makes the plane of its coefficients where there is no noise', () => {
    const made = table('plane-regression', { seed: 5, noise: 0, bias: 7, n_features: 3, n_informative: 2 });
    const coefficients = made.facts['coefficients'] as number[];
    expect(coefficients.filter((value) => value !== 0)).toHaveLength(2);
    const [x1, x2, x3, y] = ['x1', 'x2', 'x3', 'y'].map((name) => values(made, name));
    y!.forEach((value, i) => {
      const plane = x1![i]! * coefficients[0]! + x2![i]! * coefficients[1]! + x3![i]! * coefficients[2]! + 7;
      expect(value).toBeCloseTo(plane, 10);
    });
  });

  it('says where the points of the clumps come from', () => {
    const made = table('dbscan', { first: 2000, second: 1000, field: 3 });
    const origin = values(made, 'origin');
    expect([0, 1, -1].map((clump) => origin.filter((value) => value === clump).length)).toEqual([
      2000, 1000, 3,
    ]);
    const x = values(made, 'x');
    const mean = (from: number, to: number) => x.slice(from, to).reduce((a, b) => a + b) / (to - from);
    expect(mean(0, 2000)).toBeCloseTo(5, 0);
    expect(mean(2000, 3000)).toBeCloseTo(0, 0);
    expect(x.slice(3000).every((value) => Math.abs(value) <= 10)).toBe(true);
  });

  it.each(['dynamic-threshold', 'local-maxima'])('draws the points of %s where it says', (name) => {
    const made = image(name, { points: 1, sigma: 1, seed: 3 });
    const without = image(name, { points: 1, sigma: 1, seed: 4 });
    const [x, y] = [values(made.truth, 'x')[0]!, values(made.truth, 'y')[0]!];
    const at = (y - 1) * made.width + x - 1;
    expect(made.data[at]).toBeGreaterThan(without.data[at]! + 0.3);
    expect(Math.max(...made.data)).toBe(1);
  });
});

describe('a field of stars', () => {
  it.each(['gaussian', 'moffat'])('holds the flux its catalogue says, at its place: %s', (psf) => {
    const made = image('star-field', {
      psf,
      beta: 4,
      stars: 1,
      sky: 0,
      read_noise: 0,
      flux_min: 1e9,
      flux_max: 1e9,
      width: 401,
      height: 301,
      fwhm: 4,
      seed: 8,
    });
    const [x, y, flux] = ['x', 'y', 'flux'].map((name) => values(made.truth, name)[0]!);
    let [sum, sumX, sumY] = [0, 0, 0];
    made.data.forEach((value, i) => {
      sum += value;
      sumX += value * ((i % 401) + 1);
      sumY += value * (Math.floor(i / 401) + 1);
    });
    expect(flux).toBeCloseTo(1e9, 0);
    expect(Math.abs(sum / flux! - 1)).toBeLessThan(2e-3);
    expect(sumX / sum).toBeCloseTo(x!, 1);
    expect(sumY / sum).toBeCloseTo(y!, 1);
  });

  it('has the noise of its sky and of reading', () => {
    const field = image('star-field', { stars: 0, sky: 100, read_noise: 5, width: 300, height: 300 });
    const data = Array.from(field.data);
    const mean = data.reduce((a, b) => a + b) / data.length;
    const variance = data.reduce((a, b) => a + (b - mean) * (b - mean), 0) / data.length;
    expect(mean).toBeCloseTo(100, 0);
    expect(Math.abs(variance / 125 - 1)).toBeLessThan(0.03);
  });

  it('has fluxes between the limits, more faint ones than bright', () => {
    const made = image('star-field', { stars: 4000, flux_min: 100, flux_max: 10000, width: 40, height: 30 });
    const flux = values(made.truth, 'flux').sort((a, b) => a - b);
    expect(flux[0]).toBeGreaterThanOrEqual(100);
    expect(flux.at(-1)).toBeLessThanOrEqual(10000);
    // Half of a flux^-3/2 law lies below (2 / (1/10 + 1/100))².
    expect(Math.abs(flux[2000]! / (2 / 0.11) ** 2 - 1)).toBeLessThan(0.1);
  });
});
