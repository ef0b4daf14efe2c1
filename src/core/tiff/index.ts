export { tiffHead } from './tiffHead.ts';
