import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readerOfBytes, scanHdus } from '../../../src/core/fits/index.ts';
import { parseWcs, pixelFromSky, skyFromPixel } from '../../../src/core/wcs/index.ts';
import { arcsecBetween } from '../../support/angularDistance.ts';
import { hasShared, sharedPath } from '../../support/shared.ts';

interface ReferenceCase {
  readonly name: string;
  readonly header: Record<string, number | string>;
  readonly pixel: [number, number][];
  readonly world_deg: [number, number][];
  readonly pixel_back: [number, number][];
}
interface WcsFacts {
  readonly ctype: [string, string];
  readonly lonlat11?: [number | string, number | string];
  readonly lonlat_centre?: [number, number];
  readonly error?: string;
}
interface HduFacts {
  readonly centre?: [number, number];
  readonly wcs?: WcsFacts;
}
interface FileFacts {
  readonly path: string;
  readonly hdus?: HduFacts[];
}

function readJson<T>(...parts: string[]): T {
  return JSON.parse(readFileSync(sharedPath(...parts), 'utf8')) as T;
}

describe.skipIf(!hasShared)(
  'sky positions of the reference headers (skipped without the reference folder)',
  () => {
    const { cases } = hasShared
      ? readJson<{ cases: ReferenceCase[] }>('reference', 'wcs.json')
      : { cases: [] };

    it.each(cases.map((one) => [one.name, one] as const))(
      '%s',
      (_name, { header, pixel, world_deg, pixel_back }) => {
        const wcs = parseWcs(header, 2, (warning) => expect.unreachable(warning.message))!;
        pixel.forEach(([x0, y0], i) => {
          const sky = skyFromPixel(wcs, x0 + 1, y0 + 1)!;
          const [lon, lat] = world_deg[i]!;
          expect(Math.abs(sky.lon - lon)).toBeLessThan(1e-10 * Math.abs(lon));
          expect(Math.abs(sky.lat - lat)).toBeLessThan(1e-10 * Math.abs(lat) + 1e-12);
          const back = pixelFromSky(wcs, lon, lat)!;
          expect(Math.abs(back.x - 1 - pixel_back[i]![0])).toBeLessThan(1e-6);
          expect(Math.abs(back.y - 1 - pixel_back[i]![1])).toBeLessThan(1e-6);
        });
      },
    );
  },
);

describe.skipIf(!hasShared)('sky positions of the data files (skipped without the reference folder)', () => {
  const files = hasShared ? readJson<{ files: FileFacts[] }>('data', 'facts.json').files : [];
  const withWcs = files.filter((file) => file.hdus?.some((hdu) => hdu.wcs));

  it('there are files to look at', () => {
    expect(withWcs.length).toBeGreaterThan(30);
  });

  it.each(withWcs.map((file) => [file.path, file] as const))('%s', (name, file) => {
    const stored = readFileSync(sharedPath('data', name));
    const bytes = name.endsWith('.gz') ? gunzipSync(stored) : stored;
    const { hdus } = scanHdus(readerOfBytes(bytes), () => {});
    file.hdus!.forEach((facts, i) => {
      if (!facts.wcs) return;
      const warnings: string[] = [];
      const hdu = hdus[i]!;
      const wcs = parseWcs(hdu.wcsCards, 2, (warning) => warnings.push(warning.message));
      if (facts.wcs.error !== undefined) {
        expect(wcs).toBeNull();
        expect(warnings).toHaveLength(1);
        return;
      }
      expect(wcs?.ctype).toEqual(facts.wcs.ctype);
      const places = [
        [1, 1, facts.wcs.lonlat11],
        [...facts.centre!, facts.wcs.lonlat_centre],
      ] as const;
      for (const [x, y, expected] of places) {
        const found = skyFromPixel(wcs!, x, y);
        if (typeof expected![0] === 'string') {
          expect(found).toBeNull();
        } else {
          // Lookup-table distortions are warned of and not applied: a pixel or so.
          const limit = warnings.some((text) => text.includes('distortion')) ? 0.1 : 1e-5;
          expect(arcsecBetween(found!.lon, found!.lat, ...(expected as [number, number]))).toBeLessThan(
            limit,
          );
        }
      }
    });
  });
});
