export { sourceIndices, type ExtendMode } from './extend.ts';
export { fillStrip, stripAt, type StripRequest } from './fillStrip.ts';
export type { Strip, StripResult, WholeImage } from './strip.ts';
