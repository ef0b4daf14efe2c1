export {
  BLOCK_ROWS,
  type Piece,
  type PixelArray,
  type PixelType,
  type PlaneShape,
  type Reducer,
  type Reduction,
} from './reduction.ts';
