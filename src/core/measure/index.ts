export { regionIntensities } from './regionIntensities.ts';
export { regionProperties } from './regionProperties.ts';
