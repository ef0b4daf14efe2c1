import { mapPlaces, pixelShape, skyShape, type NewRegion } from '../../core/region/index.ts';
import type { Wcs } from '../../core/wcs/index.ts';

/** The region of an image with the sky `own` as it lies on another with the sky `wcs`: at the same place of the sky where both have
 * one, else at the same pixels; null where there is no such place. */
export function placedOn(region: NewRegion, own: Wcs | null, wcs: Wcs | null): NewRegion | null {
  if (region.system === 'icrs') {
    if (wcs) return region;
    const shape = pixelShape(region, own);
    return shape && { ...region, system: 'image', shape };
  }
  const sky = own && wcs ? skyShape(region.shape, own) : null;
  if (!sky) return region;
  const shape = pixelShape({ system: 'icrs', shape: sky }, wcs);
  return shape && { ...region, shape };
}

/** The region some pixels further right and down. What lies on the sky keeps its lengths and its angle there. */
export function shifted(region: NewRegion, wcs: Wcs | null, by: number): NewRegion {
  const pixels = by === 0 ? null : pixelShape(region, wcs);
  const moved = pixels && mapPlaces(pixels, ([x, y]) => [x + by, y - by]);
  const shape = moved && (region.system === 'image' ? moved : wcs && skyShape(moved, wcs));
  if (!shape) return region;
  const isPlace = 'centre' in shape && 'centre' in region.shape;
  return { ...region, shape: isPlace ? { ...region.shape, centre: shape.centre } : shape };
}
