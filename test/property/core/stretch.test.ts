import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildStretchTable,
  DISPLAY_STRETCH_NAMES,
  levelsInto,
  paintInto,
  placeOfIndex,
  shadeOfPlace,
  TABLE_SIZE,
  tableIndex,
  valueFromLevel,
  type DisplayMapping,
  type DisplayStretch,
} from '../../../src/core/stretch/index.ts';

const stretchOf = fc.constantFrom(...DISPLAY_STRETCH_NAMES);

/** Limits as pictures have them: book limits of an HST frame, a narrow window on a pedestal, counts, a small offset. */
const limits: Omit<DisplayMapping, 'stretch'>[] = [
  { low: 0.29, high: 313, offset: 0, maximum: 500 },
  { low: 990, high: 1010, offset: 0, maximum: 1200 },
  { low: -20, high: 162628, offset: 0, maximum: 162628 },
  { low: -100, high: 900, offset: 32768, maximum: 65535 },
  { low: 1e-9, high: 3e-7, offset: 0, maximum: 1e-6 },
  { low: -1e30, high: 1e30, offset: 1e31, maximum: 2e31 },
];
const mappingOf = fc
  .tuple(stretchOf, fc.constantFrom(...limits))
  .map(([stretch, range]): DisplayMapping => ({ stretch, ...range }));

const tables = new Map<string, Uint8Array>();
function tableOf(mapping: DisplayMapping): Uint8Array {
  const key = JSON.stringify(mapping);
  const table = tables.get(key) ?? buildStretchTable(mapping);
  tables.set(key, table);
  return table;
}

describe('the index of a display table', () => {
  it('covers 0 … 1, never decreases, and its bins contain the places they stand for', () => {
    expect(tableIndex(0)).toBe(0);
    expect(tableIndex(1)).toBe(TABLE_SIZE - 1);
    expect(tableIndex(-Infinity)).toBe(0);
    expect(tableIndex(Infinity)).toBe(TABLE_SIZE - 1);
    for (let index = 0; index < TABLE_SIZE; index++) expect(tableIndex(placeOfIndex(index))).toBe(index);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          expect(tableIndex(Math.min(a, b))).toBeLessThanOrEqual(tableIndex(Math.max(a, b)));
        },
      ),
    );
  });
});

describe('a display table', () => {
  it.each(DISPLAY_STRETCH_NAMES)('%s holds the rounded shade of every entry', (stretch: DisplayStretch) => {
    for (const range of limits) {
      const mapping = { stretch, ...range };
      const shade = shadeOfPlace(mapping);
      const expected = Uint8Array.from({ length: TABLE_SIZE }, (_, i) =>
        Math.floor(255 * shade(placeOfIndex(i)) + 0.5),
      );
      expect(Buffer.compare(tableOf(mapping), expected)).toBe(0);
    }
  });

  it('is off from the unrounded shade by rounding and little more', () => {
    fc.assert(
      fc.property(mappingOf, fc.double({ min: 0, max: 1, noNaN: true }), (mapping, place) => {
        const level = tableOf(mapping)[tableIndex(place)]!;
        // Half a level is the rounding to whole levels; what the bin's width adds stays below a quarter.
        expect(Math.abs(level - 255 * shadeOfPlace(mapping)(Math.fround(place)))).toBeLessThan(0.75);
      }),
      { numRuns: 20_000 },
    );
  });

  it('with limits that coincide is black at the limit and white above', () => {
    for (const stretch of DISPLAY_STRETCH_NAMES) {
      const table = buildStretchTable({ stretch, low: 5, high: 5, offset: 0, maximum: 9 });
      const levels = new Uint8Array(4);
      levelsInto(levels, new Float32Array([4, 5, 6, NaN]), 5, 5, table, 77);
      expect([...levels]).toEqual([0, 0, 255, 77]);
    }
  });
});

describe('painting', () => {
  const pixelOf = (mapping: DisplayMapping) =>
    fc.oneof(
      fc.double({ min: mapping.low, max: mapping.high, noNaN: true }).map(Math.fround),
      fc.constantFrom(NaN, Infinity, -Infinity, mapping.low, mapping.high),
      fc.float(),
    );

  it('gives every pixel the level and colour of its place', () => {
    fc.assert(
      fc.property(
        mappingOf.chain((mapping) =>
          fc.tuple(fc.constant(mapping), fc.array(pixelOf(mapping), { maxLength: 300 })),
        ),
        ([mapping, values]) => {
          const { low, high } = mapping;
          const table = tableOf(mapping);
          const colours = Uint32Array.from(table, (level) => 0xff000000 + level);
          const pixels = Float32Array.from(values);
          const levels = new Uint8ClampedArray(pixels.length);
          const rgba = new Uint32Array(pixels.length);
          levelsInto(levels, pixels, low, high, table, 200);
          paintInto(rgba, pixels, low, high, colours, 0x12345678);
          pixels.forEach((pixel, i) => {
            const exact = 255 * shadeOfPlace(mapping)(Math.min(Math.max((pixel - low) / (high - low), 0), 1));
            if (Number.isNaN(pixel)) {
              expect([levels[i], rgba[i]]).toEqual([200, 0x12345678]);
            } else {
              expect(Math.abs(levels[i]! - exact)).toBeLessThan(0.75);
              expect(rgba[i]).toBe(0xff000000 + levels[i]!);
            }
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not depend on how pixels are dealt out', () => {
    const mapping: DisplayMapping = { stretch: 'log', low: 0, high: 1, offset: 0, maximum: 1 };
    const table = buildStretchTable(mapping);
    const pixels = Float32Array.from({ length: 10_000 }, (_, i) => (i % 997) / 997);
    const whole = new Uint8Array(pixels.length);
    levelsInto(whole, pixels, 0, 1, table);
    for (let i = 0; i < pixels.length; i += 1111) {
      const part = new Uint8Array(Math.min(1111, pixels.length - i));
      levelsInto(part, pixels.subarray(i, i + 1111), 0, 1, table);
      expect(part).toEqual(whole.subarray(i, i + part.length));
    }
  });
});

describe('the value of a shade', () => {
  it('is shown with that shade', () => {
    fc.assert(
      fc.property(mappingOf, fc.double({ min: 0, max: 1, noNaN: true }), (mapping, shade) => {
        const place = (valueFromLevel(mapping, shade) - mapping.low) / (mapping.high - mapping.low);
        // The book's arcsinh of values far from 0 is flat: its inverse magnifies rounding.
        // So does the root of x just above the lower limit.
        const tolerance = mapping.stretch === 'gamma' ? 1e-5 : 1e-7;
        expect(Math.abs(shadeOfPlace(mapping)(place) - shade)).toBeLessThan(tolerance);
      }),
      { numRuns: 2000 },
    );
  });
});
