export type { WcsCards } from './cards.ts';
export { cropWcsCards, shiftWcs } from './crop.ts';
export { toIcrs, wcsFrame } from './frame.ts';
export { fromIcrs } from './fromIcrs.ts';
export { parseWcs } from './parseWcs.ts';
export { formatDec, formatRa } from './sexagesimal.ts';
export { pixelFromSky, skyFromPixel } from './transform.ts';
export type { ProjectionName, SkyFrame, SkyPoint, Wcs } from './wcs.ts';
export { writeWcs } from './writeWcs.ts';
