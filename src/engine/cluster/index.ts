export { dbscan, type DbscanRequest, type DbscanResult } from './dbscan.ts';
export { kmeans, type KmeansRequest, type KmeansResult } from './kmeans.ts';
