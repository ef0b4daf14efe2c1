import { describe, expect, it } from 'vitest';
import { OPERATIONS, type MeasuredTable, type Operation } from '../../../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../../../src/core/strips/index.ts';
import { parseWcs, skyFromPixel } from '../../../../../src/core/wcs/index.ts';
import { measureOperation, runOperation } from '../../../../support/runOperation.ts';

const wcs = parseWcs(
  {
    CTYPE1: 'RA---TAN',
    CTYPE2: 'DEC--TAN',
    CRPIX1: 100,
    CRPIX2: 200,
    CRVAL1: 10,
    CRVAL2: 41,
    CDELT1: -1e-3,
    CDELT2: 1e-3,
  },
  2,
  () => {},
)!;

function named(name: string): Operation {
  return OPERATIONS.get(name)!;
}

function stars(
  width: number,
  height: number,
  places: readonly (readonly [number, number, number])[],
): WholeImage {
  const pixels = new Float64Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (const [cx, cy, sigma] of places)
        pixels[y * width + x]! += 20 * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * sigma * sigma));
  return { width, height, pixelType: 'float64', pixels };
}

function column(table: MeasuredTable, name: string): number[] {
  return [...(table.columns.find(({ info }) => info.name === name)!.data.values as Float64Array)];
}

describe.each(['peak-local-max', 'contrast-peaks', 'blob-log', 'blob-dog'])('%s', (name) => {
  const image = stars(60, 50, [
    [20, 15, 2],
    [43, 30, 3],
  ]);
  // Only the two stars, without the plateau of zeros that rounding makes far from them.
  const values =
    name === 'peak-local-max'
      ? { threshold: 'absolute', threshold_abs: 5 }
      : name === 'contrast-peaks'
        ? { contrast_cut: 1 }
        : {};

  it('gives places in the whole image, and on the sky', () => {
    const table = measureOperation(named(name), values, image, { frame: { originX: 30, originY: 7, wcs } });
    const rows = column(table, 'x')
      .map((x, i) => [x, column(table, 'y')[i]!, i] as const)
      .sort((a, b) => a[1] - b[1]);
    expect(rows.map(([x, y]) => [x, y])).toEqual([
      [51, 23],
      [74, 38],
    ]);
    const sky = skyFromPixel(wcs, 51, 23)!;
    expect(column(table, 'ra')[rows[0]![2]]).toBe(sky.lon);
    expect(column(table, 'dec')[rows[0]![2]]).toBe(sky.lat);
    expect(new Set(table.columns.map(({ data }) => data.values.length))).toEqual(new Set([2]));
  });

  it('has no sky without a WCS', () => {
    const table = measureOperation(named(name), values, image);
    expect(table.columns.some(({ info }) => info.name === 'ra')).toBe(false);
  });

  it('is not misled by missing pixels', () => {
    const holed = { ...image, pixels: image.pixels.slice() };
    for (const at of [5 * 60 + 5, 15 * 60 + 22, 33 * 60 + 44]) holed.pixels[at] = NaN;
    holed.pixels[40 * 60 + 10] = Infinity;
    holed.pixels[16 * 60 + 20] = -Infinity;
    const table = measureOperation(named(name), values, holed);
    expect(column(table, 'x').toSorted()).toEqual([21, 44]);
    expect(column(table, 'y').toSorted()).toEqual([16, 31]);
  });

  it('gives an empty table where every pixel is missing', () => {
    const nothing = { ...image, pixels: new Float64Array(3000).fill(NaN) };
    expect(column(measureOperation(named(name), values, nothing), 'x')).toEqual([]);
  });
});

describe('blobs', () => {
  it('have the sizes of the stars', () => {
    const image = stars(80, 60, [
      [20, 20, 2],
      [55, 35, 5],
    ]);
    const table = measureOperation(named('blob-log'), { min_sigma: 1, max_sigma: 8, num_sigma: 29 }, image);
    expect(column(table, 'sigma').toSorted()).toEqual([2, 5]);
    // The scale-normalised Laplacian of a Gaussian of height A at its own sigma is A / 2.
    column(table, 'value').forEach((value) => expect(value).toBeCloseTo(10, 0));
  });

  it('none lies on a missing pixel', () => {
    const image = stars(40, 40, [[20, 20, 3]]);
    image.pixels[20 * 40 + 20] = NaN;
    expect(column(measureOperation(named('blob-log'), {}, image), 'x')).toEqual([]);
  });

  it('refuse sigmas the wrong way round', () => {
    for (const name of ['blob-log', 'blob-dog'])
      expect(() => measureOperation(named(name), { min_sigma: 5, max_sigma: 2 }, stars(9, 9, []))).toThrow(
        'The largest sigma, 2 px, is below the smallest, 5 px.',
      );
  });
});

describe('power spectrum', () => {
  it('has a wave at its frequency, on both sides of the middle', () => {
    const image = stars(32, 20, []);
    image.pixels.forEach((_, i) => (image.pixels[i] = 3 + Math.cos((2 * Math.PI * (5 * (i % 32))) / 32)));
    const { pixels } = runOperation(named('power-spectrum'), { log: false }, image);
    const peak = (320 * 320) as number;
    pixels.forEach((value, i) => {
      const expected = i === 10 * 32 + 21 || i === 10 * 32 + 11 ? peak : 0;
      expect(Math.abs(value - expected)).toBeLessThan(1e-9 * peak);
    });
  });

  it('keeps the sum of squares (Parseval)', () => {
    const image = stars(17, 30, [[8, 9, 2]]);
    const { pixels } = runOperation(named('power-spectrum'), { log: false, subtract_mean: false }, image);
    const squares = [...image.pixels].reduce((sum, value) => sum + value * value, 0);
    expect([...pixels].reduce((sum, value) => sum + value, 0) / (510 * squares)).toBeCloseTo(1, 12);
  });

  it('is missing where there is no power to take the logarithm of', () => {
    const image = { ...stars(4, 4, []), pixels: new Float64Array(16).fill(2) };
    expect([...runOperation(named('power-spectrum'), {}, image).pixels].every(Number.isNaN)).toBe(true);
  });

  it('refuses an image without values', () => {
    const image = { ...stars(4, 4, []), pixels: new Float64Array(16).fill(NaN) };
    expect(() => runOperation(named('power-spectrum'), {}, image)).toThrow('no pixel with a value');
  });
});

it('says the same in Python', () => {
  const code = (name: string, values: Record<string, unknown>) => {
    const defaults = Object.entries(named(name).parameters).map(([key, one]) => [key, one.default]);
    return named(name).python!({ ...Object.fromEntries(defaults), ...values }).lines.join('\n');
  };
  expect(
    code('peak-local-max', { threshold: 'both', threshold_abs: 3, footprint: 'disk', radius: 2 }),
  ).toContain(
    'peak_local_max(np.where(finite, image, -np.inf), min_distance=1, threshold_abs=3, threshold_rel=0.5, exclude_border=True, footprint=morphology.disk(2))',
  );
  expect(code('blob-log', {})).toContain(
    'blob_log(image, min_sigma=1, max_sigma=10, num_sigma=10, threshold=0.2, overlap=0.5)',
  );
  expect(code('power-spectrum', { window: 'hann' })).toContain('windows.hann(length, sym=False)');
});
