import { formatDec, formatRa, skyFromPixel, toIcrs } from '../../core/wcs/index.ts';
import type { ImageSummary } from '../../shared/index.ts';

export interface SkyText {
  readonly names: readonly [string, string];
  readonly sexagesimal: readonly [string, string];
  readonly degrees: readonly [string, string];
}

/** Where a 1-based pixel of the whole image lies on the sky, as text: ICRS where the frame has a place there, else the
 * header's own longitude and latitude; null without a WCS or off its projection. */
export function skyText(image: ImageSummary, x: number, y: number): SkyText | null {
  if (!image.wcs) return null;
  const own = skyFromPixel(image.wcs, x, y);
  if (!own) return null;
  const icrs = toIcrs(image.wcs, own.lon, own.lat);
  const names: SkyText['names'] = icrs ? ['RA', 'Dec'] : ['Lon', 'Lat'];
  const [lon, lat] = icrs ? [icrs.ra, icrs.dec] : [own.lon, own.lat];
  return {
    names,
    sexagesimal: [icrs ? formatRa(lon, 3) : formatDec(lon, 2), formatDec(lat, 2)],
    degrees: [lon.toFixed(6), lat.toFixed(6)],
  };
}
