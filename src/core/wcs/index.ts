export type { WcsCards } from './cards.ts';
export { cropWcsCards, shiftWcs } from './crop.ts';
export { toIcrs, wcsFrame } from './frame.ts';
export { fromIcrs } from './fromIcrs.ts';
export { gridLines, type GridLine } from './gridLines.ts';
export { gridLabel, type GridUnits } from './gridSteps.ts';
export { localDirections, skyOfPixel } from './localDirections.ts';
export { parseWcs } from './parseWcs.ts';
export { separation } from './separation.ts';
export { formatDec, formatRa } from './sexagesimal.ts';
export { pixelFromSky, skyFromPixel } from './transform.ts';
export {
  SKY_FRAMES,
  skyInFrame,
  skyOfWcsInFrame,
  wcsSkyOfFrame,
  type SkyFrameName,
} from './skyFrames.ts';
export type { ProjectionName, SkyFrame, SkyPoint, Wcs } from './wcs.ts';
export { writeWcs } from './writeWcs.ts';
