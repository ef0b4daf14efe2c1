import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import {
  pixelShape,
  readRegions,
  regionStatistics,
  type RegionShape,
} from '../../../../src/core/region/index.ts';
import { parseWcs } from '../../../../src/core/wcs/index.ts';
import { measureOperation } from '../../../support/runOperation.ts';

interface Row {
  readonly n_pixels: number;
  readonly n_missing: number;
  readonly [name: string]: number;
}
const reference = JSON.parse(
  readFileSync(new URL('../../../data/references/regions.json', import.meta.url), 'utf8'),
) as {
  width: number;
  height: number;
  shapes: RegionShape[];
  excluded: number;
  images: {
    name: string;
    pixel_type: 'float32' | 'float64';
    pixels: (number | null)[];
    rows: Row[];
    less: Row[];
  }[];
  sky: {
    cards: Record<string, string | number>;
    radii: [number, number];
    cases: { system: string; line: string; centre: [number, number]; angle: number }[];
  };
};
const { width, height, shapes, excluded } = reference;
const outline = { system: 'image', include: true, text: '' } as const;

describe.each(reference.images)('$name', ({ pixel_type: pixelType, pixels: values, rows, less }) => {
  const numbers = values.map((value) => value ?? NaN);
  const pixels = pixelType === 'float32' ? Float32Array.from(numbers) : Float64Array.from(numbers);
  const image = { width, height, pixelType, pixels };
  const all = shapes.map((shape, i) => ({ ...outline, id: `r${i + 1}`, shape }));

  it('has the statistics of NumPy', () => {
    expectRows(measured({ regions: all }), rows);
  });

  it('leaves out what an excluded region covers', () => {
    const regions = [...all, { ...outline, id: 'r99', shape: shapes[excluded]!, include: false }];
    expectRows(measured({ regions }), less);
  });

  function measured(params: { regions: unknown }): Map<string, ArrayLike<unknown>> {
    const { columns } = measureOperation(OPERATIONS.get('region-statistics')!, params, image);
    return new Map(columns.map(({ info, data }) => [info.name, data.values]));
  }
});

function expectRows(found: Map<string, ArrayLike<unknown>>, rows: readonly Row[]): void {
  expect(found.get('id')).toHaveLength(rows.length);
  for (const [i, row] of rows.entries()) {
    for (const name of [
      'n_pixels',
      'n_missing',
      'sum',
      'mean',
      'median',
      'std',
      'min',
      'max',
      'x_weighted',
      'y_weighted',
    ]) {
      const value = found.get(name)![i] as number;
      const wanted = row[name];
      const where = `${name} of ${shapes[i]!.kind} ${i}`;
      if (wanted === undefined) expect(value, where).toBeNaN();
      else if (Number.isInteger(wanted) && name.startsWith('n_')) expect(value, where).toBe(wanted);
      // NumPy adds in pairs, without compensation; near a sum of 0 the terms' size counts.
      else expect(Math.abs(value - wanted), where).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(wanted), 1));
    }
  }
}

describe('regions of a sky system lie where astropy puts them', () => {
  const wcs = parseWcs(reference.sky.cards, 2, (warning) => {
    throw new Error(warning.message);
  })!;
  it.each(reference.sky.cases)('$line', ({ line, centre, angle }) => {
    const { regions, lost } = readRegions(line, { wcs });
    expect(lost).toEqual([]);
    const shape = pixelShape(regions[0]!, wcs);
    if (shape?.kind !== 'ellipse') throw new Error('no ellipse');
    // FK4 by the matrix alone differs from astropy's by milliarcseconds, a hundredth of a pixel here.
    expect(shape.centre[0]).toBeCloseTo(centre[0], 2);
    expect(shape.centre[1]).toBeCloseTo(centre[1], 2);
    expect(Math.abs(((shape.angle - angle + 540) % 360) - 180)).toBeLessThan(0.01);
    expect(shape.radii[0]).toBeCloseTo(reference.sky.radii[0], 4);
    expect(shape.radii[1]).toBeCloseTo(reference.sky.radii[1], 4);
  });
});

it('finds the same in a section as in the whole', () => {
  const { pixels } = reference.images[0]!;
  const whole = Float64Array.from(pixels, (value) => value ?? NaN);
  const [x0, y0, w, h] = [10, 5, 40, 30];
  const part = new Float64Array(w * h);
  for (let y = 0; y < h; y++)
    part.set(whole.subarray((y + y0) * width + x0, (y + y0) * width + x0 + w), y * w);
  const placed = [{ shape: { kind: 'circle', centre: [25, 20], radius: 6.5 } as const, include: true }];
  const found = regionStatistics(
    { image: { width: w, height: h, pixelType: 'float64', pixels: part }, originX: x0, originY: y0 },
    placed,
    () => undefined,
  );
  const wanted = regionStatistics(
    { image: { width, height, pixelType: 'float64', pixels: whole }, originX: 0, originY: 0 },
    placed,
    () => undefined,
  );
  expect(found).toEqual(wanted);
});

it('tells Python to leave out what excluded regions cover', () => {
  const circle = (id: string, x: number, include: boolean) => ({
    ...outline,
    id,
    include,
    shape: { kind: 'circle', centre: [x, 2], radius: 3 },
  });
  const ellipse = {
    ...circle('r3', 5, false),
    shape: { kind: 'ellipse', centre: [1, 2], radii: [3, 4], angle: 5 },
  };
  const python = (regions: unknown): readonly string[] =>
    OPERATIONS.get('region-statistics')!.python!({ regions } as never).lines;
  expect(python([circle('r1', 1, true), circle('r2', 2, false), ellipse]).slice(1, -2)).toEqual([
    'excluded = np.zeros(image.shape, dtype=bool)',
    'excluded |= (x - 2)**2 + (y - 2)**2 <= 3**2',
    '# r3, an excluded ellipse (image), is not left out here: see the table of the program',
    'result = {}',
    'inside = image[((x - 1)**2 + (y - 2)**2 <= 3**2) & ~excluded]',
  ]);
  expect(python([circle('r1', 1, true)]).join('\n')).not.toContain('excluded');
});
