export { applyMaps, invertMaps, type PointMap } from './pointMap.ts';
