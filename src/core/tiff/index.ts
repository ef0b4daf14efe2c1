export { tiffHead, type TiffSamples } from './tiffHead.ts';
