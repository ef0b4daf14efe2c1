export type { MultiPass, MultiPassStep } from './multiPass.ts';
export {
  BLOCK_ROWS,
  type Piece,
  type PixelArray,
  type PixelType,
  type PlaneShape,
  type Reducer,
  type Reduction,
} from './reduction.ts';
export type { RowProvider } from './rowProvider.ts';
export { scanRows, type Pass } from './scanRows.ts';
