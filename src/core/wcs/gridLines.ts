import { atan2Deg, cosDeg, sinDeg, wrapDegrees, wrapSigned } from './angles.ts';
import { gridStep, type GridUnits } from './gridSteps.ts';
import { skyOfWcsInFrame, wcsSkyOfFrame, type SkyFrameName } from './skyFrames.ts';
import { traceCurve, type TraceBounds, type TracedPoint } from './traceCurve.ts';
import { pixelFromSky, skyFromPixel } from './transform.ts';
import type { SkyPoint, Wcs } from './wcs.ts';

export interface GridRequest {
  readonly wcs: Wcs;
  /** null for the header's own. */
  readonly frame: SkyFrameName | null;
  /** What the grid covers: FITS pixels of the whole image. */
  readonly bounds: TraceBounds;
  readonly lonUnits: GridUnits;
  readonly latUnits: GridUnits;
  /** Most lines in each direction; twice as many meridians where they meet in a pole. */
  readonly lines: number;
  /** How far a line may be from where it belongs, in pixels. */
  readonly tolerance: number;
}

export interface GridLine {
  readonly axis: 'lon' | 'lat';
  readonly valueDeg: number;
  readonly stepDeg: number;
  /** x, y, x, y … in FITS pixels; they may reach a little beyond the bounds. */
  readonly paths: readonly Float64Array[];
}

/** Places along each side of the bounds at which the sky is looked up. */
const SAMPLES = 17;
/** A range of longitudes this wide is the whole circle. */
const CIRCLE = 300;

/** Lines of equal longitude and latitude over a part of an image.
 *
 * Method: the sky is looked up on 17 x 17 places of the bounds for the ranges of longitude (about the mean direction) and
 *         latitude; a pole inside makes the longitudes a whole circle. Lines at multiples of a round step are traced by
 *         `pixelFromSky`, closely enough to look smooth.
 * Units:  FITS pixels and degrees.
 * Non-finite: places without sky are left out; none at all gives no lines.
 * Cost:   some thousand conversions. */
export function gridLines(request: GridRequest): readonly GridLine[] {
  const { wcs, frame, bounds, lines, tolerance } = request;
  const pixelOf = (lon: number, lat: number): TracedPoint | null => {
    const own = frame ? wcsSkyOfFrame(wcs, { lon, lat }, frame) : { lon, lat };
    return own && pixelFromSky(wcs, own.lon, own.lat);
  };
  const skyOf = (x: number, y: number): SkyPoint | null => {
    const own = skyFromPixel(wcs, x, y);
    return own && (frame ? skyOfWcsInFrame(wcs, own, frame) : own);
  };
  const range = skyRange(bounds, skyOf, pixelOf);
  if (!range) return [];
  const { lon0, lon1, lat0, lat1, isCircle } = range;
  const lonStep = gridStep(lon1 - lon0, isCircle ? 2 * lines : lines, request.lonUnits);
  const latStep = gridStep(lat1 - lat0, lines, request.latUnits);
  const found: GridLine[] = [];
  const add = (
    axis: 'lon' | 'lat',
    valueDeg: number,
    stepDeg: number,
    paths: readonly Float64Array[],
  ): void => {
    if (paths.length > 0) found.push({ axis, valueDeg, stepDeg, paths });
  };
  const [south, north] = [Math.max(lat0, -90), Math.min(lat1, 90)];
  const first = Math.ceil(lon0 / lonStep);
  // A whole circle has each of its meridians once, wherever it begins.
  const last = isCircle ? first + Math.round(360 / lonStep) - 1 : Math.floor(lon1 / lonStep);
  for (let n = first; n <= last; n++) {
    const lon = wrapDegrees(n * lonStep);
    add(
      'lon',
      lon,
      lonStep,
      traceCurve((lat) => pixelOf(lon, lat), south, north, bounds, tolerance),
    );
  }
  for (let n = Math.ceil(lat0 / latStep); n * latStep <= lat1; n++) {
    const lat = n * latStep;
    if (Math.abs(lat) >= 90) continue;
    const along = (lon: number): TracedPoint | null => pixelOf(wrapDegrees(lon), lat);
    add('lat', lat, latStep, traceCurve(along, lon0, lon1, bounds, tolerance));
  }
  return found;
}

interface SkyRange {
  readonly lon0: number;
  readonly lon1: number;
  readonly lat0: number;
  readonly lat1: number;
  readonly isCircle: boolean;
}

function skyRange(
  bounds: TraceBounds,
  skyOf: (x: number, y: number) => SkyPoint | null,
  pixelOf: (lon: number, lat: number) => TracedPoint | null,
): SkyRange | null {
  const places: SkyPoint[] = [];
  for (let row = 0; row < SAMPLES; row++)
    for (let column = 0; column < SAMPLES; column++) {
      const sky = skyOf(
        bounds.x0 + ((bounds.x1 - bounds.x0) * column) / (SAMPLES - 1),
        bounds.y0 + ((bounds.y1 - bounds.y0) * row) / (SAMPLES - 1),
      );
      if (sky) places.push(sky);
    }
  if (places.length === 0) return null;
  let [x, y] = [0, 0];
  for (const { lon, lat } of places) {
    x += cosDeg(lat) * cosDeg(lon);
    y += cosDeg(lat) * sinDeg(lon);
  }
  const middle = atan2Deg(y, x);
  let [lon0, lon1, lat0, lat1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { lon, lat } of places) {
    const offset = wrapSigned(lon - middle);
    lon0 = Math.min(lon0, offset);
    lon1 = Math.max(lon1, offset);
    lat0 = Math.min(lat0, lat);
    lat1 = Math.max(lat1, lat);
  }
  const isInside = (point: TracedPoint | null): boolean =>
    point !== null &&
    point.x >= bounds.x0 &&
    point.x <= bounds.x1 &&
    point.y >= bounds.y0 &&
    point.y <= bounds.y1;
  const holdsNorth = isInside(pixelOf(0, 90));
  const holdsSouth = isInside(pixelOf(0, -90));
  // What lies between the places that were looked at may reach a little further.
  const beyondLat = (lat1 - lat0) / SAMPLES;
  const beyondLon = (lon1 - lon0) / SAMPLES;
  const isCircle = holdsNorth || holdsSouth || lon1 - lon0 > CIRCLE;
  return {
    lon0: middle + (isCircle ? -180 : lon0 - beyondLon),
    lon1: middle + (isCircle ? 180 : lon1 + beyondLon),
    lat0: holdsSouth ? -90 : Math.max(lat0 - beyondLat, -90),
    lat1: holdsNorth ? 90 : Math.min(lat1 + beyondLat, 90),
    isCircle,
  };
}
