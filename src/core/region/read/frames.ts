import type { Wcs } from '../../wcs/index.ts';
import { icrsFromPixel, localSky } from '../onSky.ts';
import type { RegionPoint } from '../region.ts';
import { northOf, skySystemNamed, toIcrsFrom, type SkySystem } from '../skySystems.ts';
import { angleOfToken, degreesOfToken, lengthOfToken, NotKept, type Token } from './numbers.ts';

/** The coordinates that bare numbers are in. */
export type FileSystem = 'image' | 'physical' | SkySystem | { readonly unknown: string };

/** image = ltm physical + ltv on each axis (the keywords LTMi_i and LTVi). */
export interface PhysicalGrid {
  readonly ltv: readonly [number, number];
  readonly ltm: readonly [number, number];
}

export interface ReadContext {
  readonly wcs: Wcs | null;
  readonly physical: PhysicalGrid;
}

/** A place with the system it ended up in. */
export interface Place {
  readonly system: 'image' | 'icrs';
  readonly point: RegionPoint;
  /** The sky system that angles at it are measured in; null in pixels. */
  readonly sky: SkySystem | null;
}

const UNKNOWN = /^(detector|amplifier|linear|wcs0|wcs[a-z])$/;
const SYSTEM_OF_FRAME: Readonly<Record<string, SkySystem>> = {
  ICRS: 'icrs',
  FK5: 'fk5',
  FK4: 'fk4',
  GALACTIC: 'galactic',
  ECLIPTIC: 'ecliptic',
};

/** The system of that name; null where the word names none. */
export function systemNamed(word: string, { wcs }: ReadContext): FileSystem | null {
  const name = word.toLowerCase();
  if (name === 'image' || name === 'physical') return name;
  if (name === 'wcs') {
    // The header's own frame.
    const own = wcs && SYSTEM_OF_FRAME[wcs.frame];
    const standard = !wcs || Number.isNaN(wcs.equinox) || wcs.equinox === 2000 || wcs.equinox === 1950;
    return own && standard ? own : { unknown: name };
  }
  return skySystemNamed(name) ?? (UNKNOWN.test(name) ? { unknown: name } : null);
}

export function placeOf(system: FileSystem, x: Token, y: Token, context: ReadContext): Place {
  if (typeof system === 'object')
    throw new NotKept(`the coordinate system ${system.unknown} is not supported`);
  const { ltv, ltm } = context.physical;
  const unit = x.unit === y.unit && (x.unit === 'i' || x.unit === 'p') ? x.unit : '';
  if (unit === 'i' || (unit === '' && system === 'image' && x.unit === '' && y.unit === ''))
    return { system: 'image', point: [valueOf(x), valueOf(y)], sky: null };
  if (unit === 'p' || (unit === '' && system === 'physical' && x.unit === '' && y.unit === ''))
    return {
      system: 'image',
      point: [ltm[0] * valueOf(x) + ltv[0], ltm[1] * valueOf(y) + ltv[1]],
      sky: null,
    };
  if (system === 'image' || system === 'physical')
    throw new NotKept(`a place on the sky needs a sky system before it, which was ${system}`);
  const lon = degreesOfToken(x, system === 'galactic' || system === 'ecliptic' ? 'degrees' : 'hours');
  const lat = degreesOfToken(y, 'degrees');
  if (!(Math.abs(lon) <= 1e6 && Math.abs(lat) <= 90))
    throw new NotKept('the place is not one of longitude and latitude');
  return { system: 'icrs', point: toIcrsFrom(system, [lon, lat]), sky: system };
}

/** A length at a place, in the unit of the place's system. */
export function lengthAt(place: Place, system: FileSystem, token: Token, context: ReadContext): number {
  const bare = system === 'image' ? 'px' : system === 'physical' ? 'physical' : 'deg';
  let { unit, value } = lengthOfToken(token, bare);
  if (unit === 'physical') {
    const { ltm } = context.physical;
    value *= Math.sqrt(Math.abs(ltm[0] * ltm[1]));
    unit = 'px';
  }
  if ((unit === 'px') === (place.system === 'image')) return value;
  const sky = context.wcs && localSky(context.wcs, skyPlace(place, context));
  if (!sky) throw new NotKept('lengths on the sky and in pixels meet, and the image has no sky coordinates');
  return unit === 'px' ? value / sky.pixelsPerDegree : value * sky.pixelsPerDegree;
}

/** An angle at a place, from the x axis of the place's system. */
export function angleAt(place: Place, token: Token | undefined): number {
  const angle = token ? angleOfToken(token) : 0;
  return place.sky ? angle + northOf(place.sky, place.point) : angle;
}

function skyPlace(place: Place, { wcs }: ReadContext): RegionPoint {
  const point = place.system === 'icrs' ? place.point : wcs && icrsFromPixel(wcs, place.point);
  if (!point) throw new NotKept('the place is not on the sky');
  return point;
}

function valueOf(token: Token): number {
  return token.unit === 'sexagesimal' ? NaN : token.value;
}
