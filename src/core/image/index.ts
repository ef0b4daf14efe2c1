export { halveRowInto } from './halve.ts';
export { applyMaps, invertMaps, type PointMap } from './pointMap.ts';
export { radialProfile } from './radialProfile.ts';
export { drawRing } from './drawRing.ts';
export { lineProfile, type LineProfile, type ProfileLine } from './lineProfile.ts';
