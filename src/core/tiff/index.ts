export { tiffHead, type TiffImage } from './tiffHead.ts';
