import { describe, expect, it } from 'vitest';
import {
  samplePlan,
  finiteBefore,
  zscale,
  ZSCALE,
  type ZscaleOptions,
} from '../../../src/core/limits/index.ts';
import {
  applyContrast,
  equalisation,
  stretchForward,
  stretchInverse,
  type StretchName,
} from '../../../src/core/stretch/index.ts';
import {
  referenceCases,
  referenceNumber,
  simplePlane,
  type ReferenceCase,
} from '../../support/referenceGroup.ts';
import { hasShared, sharedPath } from '../../support/shared.ts';

const cases = hasShared ? referenceCases('visualization') : [];
const named = (pattern: RegExp): ReferenceCase[] => cases.filter(({ name }) => pattern.test(name));

/** astropy's own way to the sample: every stride-th finite value, sorted. */
function sampleOf(data: ArrayLike<number>, wanted: number): Float64Array {
  const finite = Float64Array.from(data).filter(Number.isFinite);
  const { stride, count } = samplePlan(finiteBefore([finite.length]), wanted);
  return finite
    .filter((_, i) => i % stride === 0)
    .slice(0, count)
    .sort();
}

const FAMILY: Readonly<Record<string, StretchName>> = {
  asinh: 'asinh',
  sinh: 'sinh',
  log: 'log',
  sqrt: 'sqrt',
  squared: 'squared',
  power: 'gamma',
  powerdist: 'power',
};

// The folder of reference data is needed; without it this suite is skipped.
describe.skipIf(!hasShared)('display equals astropy.visualization', () => {
  it.each(named(/^zscale_/))('$name', (reference) => {
    const plane = simplePlane(sharedPath('reference', String(reference['input'])));
    const { n_samples = 1000, ...options } = reference['params'] as Partial<ZscaleOptions> & {
      n_samples?: number;
    };
    const { low, high } = zscale(sampleOf(plane.data, n_samples), { ...ZSCALE, ...options });
    const [expectedLow, expectedHigh] = (reference['limits'] as unknown[]).map(referenceNumber) as [
      number,
      number,
    ];
    const tolerance = Number(reference['rtol']);
    expect(Math.abs(low - expectedLow)).toBeLessThanOrEqual(tolerance * Math.abs(expectedLow));
    expect(Math.abs(high - expectedHigh)).toBeLessThanOrEqual(tolerance * Math.abs(expectedHigh));
  });

  const stretches = named(/^stretch_/).filter(({ name }) => FAMILY[name.split('_')[1]!] !== undefined);
  it.each(stretches)('$name, and back', (reference) => {
    const [, family, a] = reference.name.split('_') as [string, string, string | undefined];
    const stretch = FAMILY[family]!;
    const x = (reference['x'] as unknown[]).map(referenceNumber);
    const y = (reference['y'] as unknown[]).map(referenceNumber);
    const parameter = a === undefined ? null : Number(a);
    const rtol = Number(reference['rtol']);
    const atol = Number(reference['atol']);
    x.forEach((value, i) => {
      expect(Math.abs(stretchForward(stretch, value, parameter) - y[i]!)).toBeLessThanOrEqual(
        atol + rtol * Math.abs(y[i]!),
      );
      const back = stretchInverse(stretch, y[i]!, parameter);
      expect(back).toBeCloseTo(Math.min(Math.max(value, 0), 1), 11);
    });
  });

  it.each(named(/^stretch_contrastbias_/))('$name', (reference) => {
    const [contrast, bias] = reference.name.split('_').slice(2).map(Number) as [number, number];
    const x = (reference['x'] as unknown[]).map(referenceNumber);
    const y = (reference['y'] as unknown[]).map(referenceNumber);
    x.forEach((value, i) => {
      const clipped = Math.min(Math.max(value, 0), 1);
      expect(applyContrast(clipped, contrast, bias)).toBeCloseTo(y[i]!, 12);
    });
  });

  it.each(named(/^normalize_zscale_asinh/))('$name', (reference) => {
    const { data } = simplePlane(sharedPath('reference', String(reference['input'])));
    const { data: expected } = simplePlane(sharedPath('reference', String(reference['output'])));
    const { low, high } = zscale(sampleOf(data, 1000));
    const rtol = Number(reference['rtol']);
    const atol = Number(reference['atol']);
    let worst = 0;
    data.forEach((value, i) => {
      const shade = stretchForward('asinh', (value - low) / (high - low), 0.1);
      worst = Math.max(worst, Math.abs(shade - expected[i]!) - rtol * Math.abs(expected[i]!));
    });
    expect(worst).toBeLessThanOrEqual(atol);
  });

  it.each(named(/^minmax_/))('equalisation of $input gives every shade to as many pixels', (reference) => {
    const { data } = simplePlane(sharedPath('reference', String(reference['input'])));
    const sorted = Float64Array.from(data).filter(Number.isFinite).sort();
    const low = sorted[0]!;
    const high = sorted.at(-1)!;
    const bins = 4096;
    const counts = new Float64Array(bins);
    for (const value of sorted)
      counts[Math.min(Math.floor(((value - low) / (high - low)) * bins), bins - 1)]! += 1;
    const { forward } = equalisation({ low, high, counts }, low, high)!;
    // HistEqStretch: the rank of a value among all; counting cannot tell values of one bin apart.
    const fullest = counts.reduce((most, count) => Math.max(most, count), 0);
    sorted.forEach((value, i) => {
      const rank = i / (sorted.length - 1);
      expect(Math.abs(forward(value) - rank)).toBeLessThanOrEqual((fullest + 1) / (sorted.length - 1));
    });
  });
});
