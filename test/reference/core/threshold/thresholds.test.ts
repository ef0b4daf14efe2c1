import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { measureOperation, runOperation } from '../../../support/runOperation.ts';

interface Case {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly integer: boolean;
  readonly pixel_type: 'float32' | 'float64';
  readonly pixels: number[];
  readonly thresholds: ({ nbins: number } & Record<string, number>)[];
  readonly minimum: { params: Record<string, number>; threshold: number | null }[];
  readonly local?: { method: string; params: Record<string, number>; above: number; closest: number }[];
  readonly adaptive?: { params: Record<string, number | string>; above: number; closest: number }[];
}

interface Overlap {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly image: number[];
  readonly other: number[];
  readonly expected: Record<string, number | 'NaN'>;
}

const file = new URL('../../../data/references/thresholds.json', import.meta.url);
const { cases, overlap } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[]; overlap: Overlap[] };

function imageOf({ width, height, integer, pixel_type, pixels }: Case): WholeImage & { integer: boolean } {
  const data = pixel_type === 'float32' ? Float32Array.from(pixels) : Float64Array.from(pixels);
  return { width, height, integer, pixelType: pixel_type, pixels: data };
}

function countOn({ pixels }: WholeImage): number {
  return Array.from(pixels).reduce((count, value) => count + value, 0);
}

/** Levels are bin centres, which must be the same; means and Li's levels are single precision in skimage for float32. */
function tolerance(method: string, one: Case): number {
  if (method !== 'li' && method !== 'mean-threshold') return 0;
  return one.pixel_type === 'float64' || one.integer ? 1e-12 : 2e-6;
}

describe.each(cases)('$name', (one) => {
  const image = imageOf(one);
  const wanted = one.thresholds.flatMap(({ nbins, ...methods }) =>
    Object.entries(methods).map(([method, threshold]) => ({ method, nbins, threshold })),
  );

  it.each(wanted)('$method with $nbins bins', ({ method, nbins, threshold }) => {
    const operation = OPERATIONS.get(method)!;
    const got = runOperation(operation, 'nbins' in operation.parameters ? { nbins } : {}, image);
    const found = got.facts['threshold'] as number;
    const spread = Math.max(...one.pixels) - Math.min(...one.pixels);
    const rtol = tolerance(method, one);
    expect(Math.abs(found - threshold)).toBeLessThanOrEqual(rtol * Math.max(Math.abs(threshold), spread));
    expect(countOn(got)).toBe(one.pixels.filter((value) => value > found).length);
  });

  it.each(one.minimum)('minimum $params', ({ params, threshold }) => {
    const run = () => runOperation(OPERATIONS.get('minimum')!, params, image);
    if (threshold === null) expect(run).toThrowError(expect.objectContaining({ code: 'not-found' }));
    else {
      const got = run();
      expect(got.facts['threshold']).toBe(threshold);
      expect(countOn(got)).toBe(one.pixels.filter((value) => value > threshold).length);
    }
  });

  // A pixel that lies on its level falls to either side by rounding: only in those cases nothing is expected.
  const clear = (one.local ?? []).filter(({ closest }) => closest > 1e-9);
  it.each(clear)('$method $params', ({ method, params, above }) => {
    expect(countOn(runOperation(OPERATIONS.get(method)!, params, image))).toBe(above);
  });

  const decided = (one.adaptive ?? []).filter(
    ({ closest, params }) => closest > 1e-9 || params['weighting'] === 'median',
  );
  it.each(decided)('adaptive $params', ({ params, above }) => {
    expect(countOn(runOperation(OPERATIONS.get('adaptive')!, params, image))).toBe(above);
  });
});

describe('compare-binary', () => {
  it.each(overlap)('$name', ({ width, height, image, other, expected }) => {
    const whole = (pixels: number[]): WholeImage => ({
      width,
      height,
      pixelType: 'float32',
      pixels: Float32Array.from(pixels),
    });
    const table = measureOperation(OPERATIONS.get('compare-binary')!, {}, whole(image), {
      others: { other: whole(other) },
    });
    const got = table.columns.map(({ info, data }) => [info.name, Number(data.values[0])]);
    const wanted = Object.entries(expected).map(([name, value]) => [name, Number(value)]);
    expect(Object.fromEntries(got)).toEqual(Object.fromEntries(wanted));
  });
});
