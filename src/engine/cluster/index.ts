export { dbscan, type DbscanRequest, type DbscanResult } from './dbscan.ts';
export { kmeans, kmeansInertias, type KmeansRequest, type KmeansResult } from './kmeans.ts';
