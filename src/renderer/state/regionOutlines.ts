import { mapPlaces, pixelShape, type Region, type RegionOutline } from '../../core/region/index.ts';
import type { ImageSummary } from '../../shared/index.ts';
import { shiftBetween } from './pixelSources.ts';

type Grid = Pick<ImageSummary, 'wcs' | 'originX' | 'originY'>;

/** What of regions the engine needs to measure on them. */
export function outlinesOf(regions: readonly Region[]): readonly RegionOutline[] {
  return regions.map(({ id, system, shape, include, text }) => ({ id, system, shape, include, text }));
}

/** The outlines on a channel of a composite: in pixels, as it lies on those of red, whatever sky it had of its own. */
export function outlinesOn(
  outlines: readonly RegionOutline[],
  red: Grid,
  channel: Grid,
): readonly RegionOutline[] {
  if (channel === red) return outlines;
  const [dx, dy] = shiftBetween(red, channel);
  return outlines.map((outline) => {
    const pixels = pixelShape(outline, red.wcs);
    if (!pixels) return outline;
    return { ...outline, system: 'image', shape: mapPlaces(pixels, ([x, y]) => [x + dx, y + dy]) };
  });
}
