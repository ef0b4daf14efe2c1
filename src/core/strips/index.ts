export type { Strip, StripResult, WholeImage } from './strip.ts';
