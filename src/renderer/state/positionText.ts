import {
  formatDec,
  formatRa,
  SKY_FRAMES,
  skyFromPixel,
  skyOfWcsInFrame,
  type SkyFrameName,
  type Wcs,
} from '../../core/wcs/index.ts';
import type { ImageSummary } from '../../shared/index.ts';

/** What positions are told in; PIXEL is none on the sky. */
export const READOUT_FRAMES = [...SKY_FRAMES, 'PIXEL'] as const;
export type ReadoutFrame = (typeof READOUT_FRAMES)[number];

export const FRAME_TITLES: Readonly<Record<ReadoutFrame, string>> = {
  ICRS: 'ICRS',
  FK5: 'FK5',
  FK4: 'FK4',
  GALACTIC: 'Galactic',
  ECLIPTIC: 'Ecliptic',
  PIXEL: 'Pixel',
};

export interface PositionText {
  readonly names: readonly [string, string];
  readonly values: readonly [string, string];
}

/** Names of the axes, by frame. */
const NAMES: Readonly<Record<SkyFrameName, readonly [string, string]>> = {
  ICRS: ['RA', 'Dec'],
  FK5: ['RA', 'Dec'],
  FK4: ['RA', 'Dec'],
  GALACTIC: ['l', 'b'],
  ECLIPTIC: ['λ', 'β'],
};

/** Where a 1-based pixel of the whole image lies on the sky, as text; the header's own longitude and latitude where those
 * have no place in the frames; null without a sky there, and in pixels. */
export function positionText(
  image: Pick<ImageSummary, 'wcs'>,
  x: number,
  y: number,
  frame: ReadoutFrame,
  sexagesimal: boolean,
): PositionText | null {
  if (!image.wcs || frame === 'PIXEL') return null;
  const own = skyFromPixel(image.wcs, x, y);
  if (!own) return null;
  const sky = skyOfWcsInFrame(image.wcs, own, frame);
  const { lon, lat } = sky ?? own;
  const digits = secondDigits(image.wcs);
  const names = sky ? NAMES[frame] : (['Lon', 'Lat'] as const);
  const inHours = sky !== null && (frame === 'ICRS' || frame === 'FK5' || frame === 'FK4');
  const decimal = (degrees: number): string => `${degrees.toFixed(digits + 4)}°`;
  const longitude = (degrees: number): string => {
    if (!sexagesimal) return decimal(degrees);
    return inHours ? formatRa(degrees, digits + 1) : formatDec(degrees, digits).slice(1);
  };
  // What rounding makes a whole turn is 0.
  const isTurn = longitude(lon).startsWith('360');
  return {
    names,
    values: [longitude(isTurn ? 0 : lon), sexagesimal ? formatDec(lat, digits) : decimal(lat)],
  };
}

/** How many digits of a second of arc tell neighbouring pixels apart: two, or more where pixels are small. */
function secondDigits({ planeFromPixel: [a, b, c, d] }: Wcs): number {
  const arcsecPerPixel = 3600 * Math.sqrt(Math.abs(a * d - b * c));
  return Math.min(Math.max(Math.ceil(-Math.log10(arcsecPerPixel / 2)), 2), 8);
}
