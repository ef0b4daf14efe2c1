import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRegions, writeRegions, type NewRegion } from '../../../../src/core/region/index.ts';
import { arbitraryLooks, arbitraryShape } from '../../../support/arbitraryRegion.ts';

const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const pixel = fc.tuple(
  fc.constant('image' as const),
  arbitraryShape(number(-1e5, 1e5), number(-1e5, 1e5), number(0, 1e4)),
);
const sky = fc.tuple(
  fc.constant('icrs' as const),
  arbitraryShape(number(0, 359), number(-89, 89), number(0, 2)),
);
const region = fc
  .tuple(fc.oneof(pixel, sky), arbitraryLooks)
  .map(([[system, shape], looks]): NewRegion => ({ system, shape, ...looks }));

it('what was written is read as it was, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(region, { maxLength: 8 }), (regions) => {
      const { text, written, lost } = writeRegions(regions, { system: 'own' });
      expect(written).toBe(regions.length);
      expect(lost).toEqual([]);
      const read = readRegions(text);
      expect(read.lost).toEqual([]);
      expect(read.regions.map((one) => ({ ...one, shape: null }))).toEqual(
        regions.map((one) => ({ ...one, shape: null })),
      );
      for (const [i, { shape, system }] of read.regions.entries()) {
        // Arcseconds are 1/3600 degree, which costs a last digit.
        if (system === 'image') expect(shape).toEqual(regions[i]!.shape);
        else expectNear(shape, regions[i]!.shape);
      }
    }),
    { numRuns: 500 },
  );
});

it('any text is read without failing, every line of it kept, a comment, or listed', () => {
  const words = fc.constantFrom(
    'circle', 'box', '(', ')', ',', '#', ';', '1', '-2.5e400', '3"', "4'", '5:6:7', 'image', 'fk5', 'global', 'text={',
    '}', '=', 'color=', '||', 'composite', '-', 'annulus', 'n=3', 'n=1e99', 'polygon', '\n', ' ', 'é', '\u0000', '"',
    'point', 'tag={a}', 'panda', 'vector', '1d2m3s',
  ); // prettier-ignore
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(words).map((list) => list.join(' ')),
        fc.string(),
      ),
      (text) => {
        const { regions, lost } = readRegions(text);
        for (const one of regions) expect(JSON.stringify(one)).not.toContain('null');
        for (const { message } of lost) expect(message).toMatch(/\.$/);
      },
    ),
    { numRuns: 1000 },
  );
});

function expectNear(found: unknown, wanted: unknown): void {
  if (typeof wanted === 'number')
    expect(Math.abs((found as number) - wanted)).toBeLessThanOrEqual(1e-14 * Math.abs(wanted));
  else if (typeof wanted === 'object' && wanted !== null)
    for (const [key, value] of Object.entries(wanted))
      expectNear((found as Record<string, unknown>)[key], value);
  else expect(found).toBe(wanted);
}
