export { createRegionOverlay, type RegionOverlay } from './createRegionOverlay.ts';
export { cssColour, type RegionMark } from './regionShape.ts';
export { withRoom, type WithHole } from './handles.ts';
