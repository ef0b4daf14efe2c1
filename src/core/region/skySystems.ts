import { atan2, cos } from '../math/index.ts';
import { fromIcrs, parseWcs, toIcrs, type Wcs } from '../wcs/index.ts';
import type { RegionPoint } from './region.ts';

/** Sky systems of region files, as a header would name them. */
const CARDS = {
  fk4: { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', RADESYS: 'FK4', EQUINOX: 1950 },
  fk5: { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', RADESYS: 'FK5', EQUINOX: 2000 },
  icrs: { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', RADESYS: 'ICRS' },
  galactic: { CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN' },
  ecliptic: { CTYPE1: 'ELON-TAN', CTYPE2: 'ELAT-TAN' },
} as const;
export type SkySystem = keyof typeof CARDS;

/** Other names of the systems. */
const NAMES: Readonly<Record<string, SkySystem>> = {
  fk4: 'fk4',
  b1950: 'fk4',
  fk5: 'fk5',
  j2000: 'fk5',
  icrs: 'icrs',
  galactic: 'galactic',
  ecliptic: 'ecliptic',
};
const DEGREES_PER_RADIAN = 57.29577951308232;
const STEP = 1e-3;

/** The system that a region file calls by that name (in lower case); undefined where it is none. */
export function skySystemNamed(name: string): SkySystem | undefined {
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}

/** Degrees of a system in degrees ICRS. */
export function toIcrsFrom(system: SkySystem, [lon, lat]: RegionPoint): RegionPoint {
  const sky = toIcrs(frameOf(system), lon, lat)!;
  return [sky.ra, sky.dec];
}

/** Degrees ICRS in degrees of a system. */
export function fromIcrsTo(system: SkySystem, [ra, dec]: RegionPoint): RegionPoint {
  const own = fromIcrs(frameOf(system), ra, dec)!;
  return [own.lon, own.lat];
}

/** Position angle of a system's north at a place in degrees ICRS: from the north of ICRS eastwards, degrees. */
export function northOf(system: SkySystem, at: RegionPoint): number {
  if (system === 'icrs') return 0;
  const own = fromIcrsTo(system, at);
  const to = toIcrsFrom(system, [own[0], Math.min(own[1] + STEP, 90)]);
  const from = toIcrsFrom(system, [own[0], Math.max(own[1] - STEP, -90)]);
  let east = to[0] - from[0];
  east -= 360 * Math.round(east / 360);
  return atan2(east * cosOf(at[1]), to[1] - from[1]) * DEGREES_PER_RADIAN;
}

function cosOf(degrees: number): number {
  return cos(degrees / DEGREES_PER_RADIAN);
}

const frames = new Map<SkySystem, Wcs>();

function frameOf(system: SkySystem): Wcs {
  let frame = frames.get(system);
  if (!frame) {
    frame = parseWcs({ ...CARDS[system], CDELT1: -1, CDELT2: 1 }, 2, () => undefined)!;
    frames.set(system, frame);
  }
  return frame;
}
