import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseWcs, pixelFromSky, skyFromPixel, type Wcs } from '../../../../src/core/wcs/index.ts';
import { arcsecBetween } from '../../../support/angularDistance.ts';

interface Case {
  readonly name: string;
  readonly cards: Record<string, number | string>;
  readonly pixels: [number, number][];
  readonly sky: [number | null, number | null][];
}
const { cases } = JSON.parse(readFileSync(new URL('astropy.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

function quietWcs(cards: Record<string, number | string>): Wcs {
  const wcs = parseWcs(cards, 2, (warning) => {
    throw new Error(warning.message);
  });
  if (wcs === null) throw new Error('no WCS');
  return wcs;
}

describe('positions are those of astropy.wcs', () => {
  it.each(cases)('$name', ({ cards, pixels, sky }) => {
    const wcs = quietWcs(cards);
    let onSky = 0;
    pixels.forEach(([x, y], i) => {
      const found = skyFromPixel(wcs, x, y);
      const [lon, lat] = sky[i]!;
      if (lon === null || lat === null) {
        expect(found, `pixel ${x}, ${y}`).toBeNull();
        return;
      }
      onSky += 1;
      if (found === null) throw new Error(`no sky at pixel ${x}, ${y}; astropy has ${lon}, ${lat}`);
      expect(arcsecBetween(found.lon, found.lat, lon, lat), `pixel ${x}, ${y}`).toBeLessThan(1e-6);
      expect(found.lon).toBeGreaterThanOrEqual(0);
      expect(found.lon).toBeLessThan(360);
      const back = pixelFromSky(wcs, found.lon, found.lat);
      expect(back?.x).toBeCloseTo(x, 6);
      expect(back?.y).toBeCloseTo(y, 6);
    });
    expect(onSky).toBeGreaterThan(3);
  });

  it('survives a structured clone', () => {
    for (const { cards } of cases) {
      const wcs = quietWcs(cards);
      expect(structuredClone(wcs)).toEqual(wcs);
    }
  });
});
