import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readerOfBytes, scanHdus } from '../../../src/core/fits/index.ts';
import { parseWcs, skyFromPixel, writeWcs } from '../../../src/core/wcs/index.ts';
import { arcsecBetween } from '../../support/angularDistance.ts';
import { facts } from '../../support/sharedFacts.ts';
import { hasShared, sharedPath } from '../../support/shared.ts';

/** Beginnings of sections. */
const SECTIONS = [
  [0, 0],
  [117, 43],
] as const;

describe.skipIf(!hasShared)('world coordinates that are written again', () => {
  const files = facts.files.filter(({ hdus }) => hdus?.some(({ wcs }) => wcs?.lonlat_centre));

  it('there are files to look at', () => expect(files.length).toBeGreaterThan(20));

  it.each(files)('$path', ({ path, hdus: known }) => {
    const stored = readFileSync(sharedPath('data', path));
    const { hdus } = scanHdus(readerOfBytes(path.endsWith('.gz') ? gunzipSync(stored) : stored), () => {});
    for (const fact of known!) {
      const { wcs: sky, centre } = fact;
      if (!sky?.lonlat_centre || !centre || typeof sky.lonlat_centre[0] === 'string') continue;
      const warnings: string[] = [];
      const wcs = parseWcs(hdus[fact.hdu]!.wcsCards, 2, ({ message }) => warnings.push(message))!;
      for (const [dx, dy] of SECTIONS) {
        const cards = Object.fromEntries(writeWcs(wcs, dx, dy).map(({ keyword, value }) => [keyword, value]));
        const again = parseWcs(cards, 2, (warning) => expect.unreachable(warning.message))!;
        // Where the file puts a pixel, to 1e-11 degrees.
        for (const [x, y] of [
          [1, 1],
          [centre[0]!, centre[1]!],
        ] as const) {
          const [here, there] = [skyFromPixel(wcs, x, y), skyFromPixel(again, x - dx, y - dy)];
          expect(there === null).toBe(here === null);
          if (here && there)
            expect(arcsecBetween(here.lon, here.lat, there.lon, there.lat) / 3600).toBeLessThan(1e-11);
        }
        // And where astropy puts its centre.
        const found = skyFromPixel(again, centre[0]! - dx, centre[1]! - dy)!;
        const limit = warnings.some((text) => text.includes('distortion')) ? 0.1 : 1e-5;
        expect(arcsecBetween(found.lon, found.lat, ...sky.lonlat_centre)).toBeLessThan(limit);
      }
    }
  });
});
