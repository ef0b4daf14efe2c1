export { hdbscan, type HdbscanRequest, type HdbscanResult } from './hdbscan.ts';
export { hierarchical, type HierarchicalRequest, type HierarchicalResult } from './hierarchical.ts';
export { kDistance, type KDistanceRequest, type KDistanceResult } from './kDistance.ts';
export { silhouette, type SilhouetteRequest, type SilhouetteResult } from './silhouette.ts';
