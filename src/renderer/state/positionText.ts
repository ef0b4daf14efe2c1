import {
  formatDec,
  formatRa,
  SKY_FRAMES,
  skyFromPixel,
  skyOfWcsInFrame,
  type SkyFrameName,
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
  const names = sky ? NAMES[frame] : (['Lon', 'Lat'] as const);
  if (!sexagesimal) return { names, values: [`${lon.toFixed(6)}°`, `${lat.toFixed(6)}°`] };
  const inHours = sky !== null && (frame === 'ICRS' || frame === 'FK5' || frame === 'FK4');
  return { names, values: [inHours ? formatRa(lon, 3) : formatDec(lon, 2).slice(1), formatDec(lat, 2)] };
}
