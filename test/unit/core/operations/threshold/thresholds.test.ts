import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../../../src/core/strips/index.ts';
import { measureOperation, runOperation } from '../../../../support/runOperation.ts';

const operation = (name: string) => OPERATIONS.get(name)!;

function imageOf(rows: number[][], pixelType: 'float32' | 'float64' = 'float32'): WholeImage {
  const pixels = pixelType === 'float32' ? Float32Array.from(rows.flat()) : Float64Array.from(rows.flat());
  return { width: rows[0]!.length, height: rows.length, pixelType, pixels };
}

const GLOBAL = ['otsu', 'triangle', 'li', 'yen', 'isodata', 'minimum', 'mean-threshold'];

describe.each(GLOBAL)('%s', (name) => {
  it('marks nothing in a constant image, whose value is the threshold', () => {
    const got = runOperation(
      operation(name),
      {},
      imageOf([
        [4.5, 4.5],
        [4.5, NaN],
      ]),
    );
    expect(got.facts['threshold']).toBe(4.5);
    expect([...got.pixels]).toEqual([0, 0, 0, 0]);
  });

  it('leaves missing and infinite pixels out of the search', () => {
    const clean = [[1, 2, 1.5, 1.25, 9, 8.5]];
    const gaps = [[1, NaN, 2, 1.5, Infinity, 1.25, 9, -Infinity, 8.5]];
    const [without, withGaps] = [clean, gaps].map((rows) => runOperation(operation(name), {}, imageOf(rows)));
    expect(withGaps!.facts['threshold']).toBe(without!.facts['threshold']);
    expect(withGaps!.pixels[1]).toBe(0);
    expect(withGaps!.pixels[4]).toBe(1);
    expect(withGaps!.pixels[7]).toBe(0);
  });

  it('says so where no pixel is finite', () => {
    expect(() => runOperation(operation(name), {}, imageOf([[NaN, Infinity]]))).toThrowError(
      expect.objectContaining({ code: 'no-data' }),
    );
  });

  it('gives float32 marks of a float64 image', () => {
    const got = runOperation(operation(name), {}, imageOf([[1, 2, 10]], 'float64'));
    expect(got.pixelType).toBe('float32');
    expect(got.pixels[2]).toBe(1);
  });
});

it('whole numbers have a bin each, unless they span too many', () => {
  const image = imageOf([[0, 1, 3, 100, 101, 103]], 'float64');
  expect(
    runOperation(operation('otsu'), {}, { ...image, integer: true } as WholeImage).facts['threshold'],
  ).toBe(3);
  const wide = { ...imageOf([[0, 1, 4e9]], 'float64'), integer: true } as WholeImage;
  expect(runOperation(operation('otsu'), { nbins: 4 }, wide).facts['threshold']).toBe(5e8);
});

it('Li refuses pixels that are too far apart', () => {
  expect(() => runOperation(operation('li'), {}, imageOf([[-3e38, 0, 3e38]]))).toThrowError(
    expect.objectContaining({ code: 'not-supported' }),
  );
});

it('an even block size is refused with its neighbours', () => {
  for (const [name, params] of [
    ['adaptive', { block_size: 4 }],
    ['niblack', { window_size: 6 }],
    ['sauvola', { window_size: 2 }],
  ] as const)
    expect(() => runOperation(operation(name), params, imageOf([[1, 2]]))).toThrowError(
      expect.objectContaining({ code: 'bad-argument', remedy: expect.stringMatching(/^Choose \d or \d\.$/) }),
    );
});

it('fixed marks what is above or below a level, not what equals it', () => {
  const image = imageOf([[1, 2, 3, NaN, Infinity, -Infinity]]);
  const above = runOperation(operation('fixed'), { level: 2 }, image);
  expect([...above.pixels]).toEqual([0, 0, 1, 0, 1, 0]);
  expect(above.facts['threshold']).toBe(2);
  const below = runOperation(operation('fixed'), { level: 2, side: 'below' }, image);
  expect([...below.pixels]).toEqual([1, 0, 0, 0, 0, 1]);
});

it('Sauvola takes half of what the image spans where r is 0', () => {
  const image = imageOf([
    [0, 10],
    [4, 30],
  ]);
  expect(runOperation(operation('sauvola'), {}, image).facts['r']).toBe(15);
  expect(runOperation(operation('sauvola'), { r: 3 }, image).facts['r']).toBe(3);
});

describe('two images', () => {
  const image = imageOf([[6, 1, NaN, 4, 0]]);
  const other = imageOf([[2, 0, 1, NaN, 0]]);
  it.each([
    ['subtract', [4, 1, NaN, NaN, 0]],
    ['add', [8, 1, NaN, NaN, 0]],
    ['multiply', [12, 0, NaN, NaN, 0]],
    ['divide', [3, NaN, NaN, NaN, NaN]],
    ['ratio-difference', [0.5, 1, NaN, NaN, NaN]],
  ])('%s', (way, wanted) => {
    expect([...runOperation(operation('arithmetic'), { way }, image, { others: { other } }).pixels]).toEqual(
      wanted,
    );
  });

  it('keeps the image where the other is on', () => {
    const got = runOperation(operation('mask-with'), {}, image, { others: { other } });
    expect([...got.pixels]).toEqual([6, NaN, NaN, NaN, NaN]);
  });

  it('inverts, with missing pixels off both ways', () => {
    expect([...runOperation(operation('invert-binary'), {}, imageOf([[1, 0, NaN]])).pixels]).toEqual([
      0, 1, 0,
    ]);
  });

  it('are not compared where their sizes differ', () => {
    expect(() =>
      measureOperation(operation('compare-binary'), {}, image, { others: { other: imageOf([[1]]) } }),
    ).toThrowError(expect.objectContaining({ code: 'bad-argument' }));
  });
});
