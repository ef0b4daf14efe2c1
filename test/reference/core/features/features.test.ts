import { describe, expect, it } from 'vitest';
import { createFft } from '../../../../src/core/fourier/fftPlan.ts';
import { OPERATIONS, type MeasuredTable, type Operation } from '../../../../src/core/operations/index.ts';
import {
  localReference,
  wholeImage,
  worstDifference,
  type ReferencePlane,
} from '../../../support/referencePlanes.ts';
import { measureOperation, runOperation } from '../../../support/runOperation.ts';

type Values = Readonly<Record<string, unknown>>;
type Numbers = readonly (number | string)[];

interface Columns {
  readonly x: Numbers;
  readonly y: Numbers;
}

// Made by scripts/references/features.py from NumPy, SciPy and scikit-image.
const reference = localReference<{
  readonly images: Readonly<Record<string, ReferencePlane>>;
  readonly fft: readonly { re: number[]; im: number[]; outRe: number[]; outIm: number[]; rtol: number }[];
  readonly power: readonly { image: string; values: Values; expected: ReferencePlane; rtol: number }[];
  readonly peaks: readonly (Columns & { image: string; values: Values; value: Numbers })[];
  readonly contrast: readonly (Columns & {
    image: string;
    values: Values;
    contrast: Numbers;
    prominence: Numbers;
    rtol: number;
  })[];
  readonly blobs: readonly (Columns & { operation: string; image: string; values: Values; sigma: Numbers })[];
}>('features');

it.each(reference.fft.map((one) => [one.re.length, one] as const))(
  'Fourier transform of %i numbers',
  (length, { re, im, outRe, outIm, rtol }) => {
    const ours = { re: Float64Array.from(re), im: Float64Array.from(im) };
    createFft(length).transform(ours.re, ours.im);
    const largest = Math.max(...outRe.map(Math.abs), ...outIm.map(Math.abs));
    for (let k = 0; k < length; k++) {
      expect(Math.abs(ours.re[k]! - outRe[k]!)).toBeLessThanOrEqual(rtol * largest);
      expect(Math.abs(ours.im[k]! - outIm[k]!)).toBeLessThanOrEqual(rtol * largest);
    }
  },
);

describe('power spectrum', () => {
  it.each(reference.power.map((one) => [one.image, JSON.stringify(one.values), one] as const))(
    '%s %s',
    (name, _values, { values, expected, rtol }) => {
      const operation = named('power-spectrum');
      const image = reference.images[name]!;
      const result = runOperation(operation, values, wholeImage(image));
      expect(worstDifference(result, expected)).toBeLessThanOrEqual(rtol);
      // The pixels themselves are rounded to 6e-8.
      const single = runOperation(operation, values, wholeImage(image, 'float32'));
      expect(worstDifference(single, expected)).toBeLessThanOrEqual(1e-6);
    },
  );
});

describe.each(['float64', 'float32'] as const)('peaks of %s', (pixelType) => {
  it.each(reference.peaks.map((one) => [one.image, JSON.stringify(one.values), one] as const))(
    '%s %s',
    (name, _values, { values, ...expected }) => {
      const image = wholeImage(reference.images[name]!, pixelType);
      const table = measureOperation(named('peak-local-max'), values, image);
      expect(column(table, 'x')).toEqual(expected.x);
      expect(column(table, 'y')).toEqual(expected.y);
      if (pixelType === 'float64') expect(column(table, 'value')).toEqual(expected.value);
    },
  );
});

describe('maxima by contrast', () => {
  it.each(reference.contrast.map((one) => [one.image, JSON.stringify(one.values), one] as const))(
    '%s %s',
    (name, _values, { values, rtol, ...expected }) => {
      const table = measureOperation(named('contrast-peaks'), values, wholeImage(reference.images[name]!));
      expect(column(table, 'x')).toEqual(expected.x);
      expect(column(table, 'y')).toEqual(expected.y);
      for (const key of ['contrast', 'prominence'] as const)
        column(table, key).forEach((value, i) => {
          const right = Number(expected[key][i]);
          if (Number.isNaN(right)) expect(value).toBeNaN();
          else expect(Math.abs(value - right)).toBeLessThanOrEqual(rtol * Math.max(1, Math.abs(right)));
        });
    },
  );
});

describe('blobs', () => {
  it.each(reference.blobs.map((one) => [one.operation, one.image, JSON.stringify(one.values), one] as const))(
    '%s %s %s',
    (operation, name, _values, { values, ...expected }) => {
      const table = measureOperation(named(operation), values, wholeImage(reference.images[name]!));
      expect(column(table, 'x')).toEqual(expected.x);
      expect(column(table, 'y')).toEqual(expected.y);
      column(table, 'sigma').forEach((sigma, i) => expect(sigma).toBeCloseTo(Number(expected.sigma[i]), 12));
      column(table, 'radius').forEach((radius, i) =>
        expect(radius).toBeCloseTo(Number(expected.sigma[i]) * Math.SQRT2, 12),
      );
    },
  );
});

function named(name: string): Operation {
  return OPERATIONS.get(name)!;
}

function column(table: MeasuredTable, name: string): number[] {
  const data = table.columns.find(({ info }) => info.name === name)!.data;
  if (data.type !== 'float64') throw new Error(`${name} is ${data.type}`);
  return [...data.values];
}
