export { areaOf, centreOf, mapPlaces } from './geometry.ts';
export { coverOf, type Cover } from './cover.ts';
export { icrsFromPixel, pixelShape, skyShape } from './onSky.ts';
export type { PhysicalGrid } from './read/frames.ts';
export { readRegions, type ReadRegionsOptions, type RegionFile, type RegionLoss } from './readRegions.ts';
export {
  POINT_SIZE,
  REGION_DEFAULTS,
  REGION_LIMITS,
  type NewRegion,
  type Region,
  type RegionKind,
  type RegionOutline,
  type RegionPoint,
  type RegionShape,
} from './region.ts';
export { regionHistogram, type RegionCounts } from './regionHistogram.ts';
export {
  regionStatistics,
  type PlacedRegion,
  type RegionImage,
  type RegionStatistics,
} from './regionStatistics.ts';
export {
  newRegionsSchema,
  regionChangeSchema,
  regionIdSchema,
  regionOutlinesSchema,
  regionsSchema,
} from './schema.ts';
export { traceMask, type MaskRegions, type TraceMaskOptions } from './traceMask.ts';
export { writeRegions, type RegionText, type WriteRegionsOptions } from './writeRegions.ts';
