export { clearBorder, fillHoles } from './borderComponents.ts';
export { connectedComponents, type Connectivity } from './connectedComponents.ts';
export { distanceTransform } from './distanceTransform.ts';
export { FOOTPRINTS, type Footprint } from './footprint.ts';
export { labelImage } from './labelImage.ts';
export { morphologyHalo, morphologyStrip, type MorphologyKind } from './morphologyStrip.ts';
export { pixelRuns, type PixelRuns } from './pixelRuns.ts';
export { removeSmall } from './removeSmall.ts';
export { skeletonize } from './skeletonize.ts';
