import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  parseWcs,
  separation,
  SKY_FRAMES,
  skyInFrame,
  skyOfWcsInFrame,
  wcsSkyOfFrame,
} from '../../../src/core/wcs/index.ts';
import { arcsecBetween } from '../../support/angularDistance.ts';

interface References {
  readonly points: readonly [number, number][];
  readonly frames: Readonly<Record<string, readonly [number, number][]>>;
  readonly tolerance_deg: number;
  /** Between each point and the next. */
  readonly separations: readonly [number, number][];
}
const file = new URL('../../data/references/viewerTools.json', import.meta.url);
const { points, frames, tolerance_deg, separations } = JSON.parse(readFileSync(file, 'utf8')) as References;

describe('directions in other frames are those of astropy', () => {
  it.each(Object.keys(frames))('%s', (name) => {
    const frame = SKY_FRAMES.find((one) => one === name)!;
    let worst = 0;
    points.forEach(([ra, dec], i) => {
      const { lon, lat } = skyInFrame(ra, dec, frame);
      const [expectedLon, expectedLat] = frames[name]![i]!;
      worst = Math.max(worst, arcsecBetween(lon, lat, expectedLon, expectedLat) / 3600);
    });
    expect(worst).toBeLessThan(tolerance_deg);
  });
});

it('separation and position angle are those of astropy', () => {
  separations.forEach(([distance, angle], i) => {
    const [a, b] = [points[i]!, points[i + 1]!].map(([lon, lat]) => ({ lon, lat }));
    const found = separation(a!, b!);
    expect(Math.abs(found.distanceDeg - distance)).toBeLessThan(1e-10);
    const turned = Math.abs(found.positionAngleDeg - angle);
    // Between opposite points every angle is one.
    if (distance < 179.999) expect(Math.min(turned, 360 - turned)).toBeLessThan(1e-10);
  });
});

describe('from the frame of a header to another and back', () => {
  const headers = [
    ['RA---TAN', 'DEC--TAN', { RADESYS: 'ICRS' }],
    ['RA---TAN', 'DEC--TAN', { RADESYS: 'FK4', EQUINOX: 1950 }],
    ['RA---TAN', 'DEC--TAN', { RADESYS: 'FK5', EQUINOX: 1987 }],
    ['GLON-TAN', 'GLAT-TAN', {}],
    ['ELON-TAN', 'ELAT-TAN', {}],
  ] as const;
  it.each(headers)('%s %s %j', (ctype1, ctype2, cards) => {
    const wcs = parseWcs(
      { CTYPE1: ctype1, CTYPE2: ctype2, CDELT1: -1, CDELT2: 1, ...cards },
      2,
      () => undefined,
    )!;
    for (const frame of SKY_FRAMES)
      for (const [lon, lat] of points) {
        const there = skyOfWcsInFrame(wcs, { lon, lat }, frame)!;
        const back = wcsSkyOfFrame(wcs, there, frame)!;
        expect(arcsecBetween(back.lon, back.lat, lon, lat)).toBeLessThan(1e-6);
      }
  });

  it('leaves what is in the frame already as it is', () => {
    const wcs = parseWcs(
      { CTYPE1: 'ELON-TAN', CTYPE2: 'ELAT-TAN', CDELT1: -1, CDELT2: 1 },
      2,
      () => undefined,
    )!;
    expect(skyOfWcsInFrame(wcs, { lon: 12.5, lat: -3.25 }, 'ECLIPTIC')).toEqual({ lon: 12.5, lat: -3.25 });
  });
});
