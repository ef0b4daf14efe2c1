import {
  decodePixelsInto,
  imageShape,
  pixelEncodingOf,
  pixelRange,
  pixelTypeOf,
} from '../../src/core/fits/index.ts';
import type { ByteReader, Hdu } from '../../src/core/fits/index.ts';
import { createScalarKernels } from '../../src/core/kernels/index.ts';
import { BLOCK_ROWS, type PixelArray, type Piece, type PlaneShape } from '../../src/core/reduce/index.ts';
import { imageStatistics, statisticsOfPlanes, type ImageStatistics } from '../../src/core/stats/index.ts';

const kernels = createScalarKernels();

/** The physical values of one plane of an uncompressed image. */
export function readPlane(reader: ByteReader, hdu: Hdu, plane: number): PixelArray {
  const { width, height } = imageShape(hdu);
  const encoding = pixelEncodingOf(hdu);
  const count = width * height;
  const { offset, length } = pixelRange(hdu, encoding, { plane, x: 0, y: 0, count });
  const pixels = pixelTypeOf(encoding) === 'float32' ? new Float32Array(count) : new Float64Array(count);
  decodePixelsInto(pixels, reader.read(offset, length), encoding);
  return pixels;
}

/** Statistics over all planes of an image, as the engine will compute them. */
export function statisticsOfHdu(reader: ByteReader, hdu: Hdu): ImageStatistics {
  const { width, height, planes } = imageShape(hdu);
  const shape: PlaneShape = { width, height, pixelType: pixelTypeOf(pixelEncodingOf(hdu)) };
  return statisticsOfPlanes(
    Array.from({ length: planes }, (_, plane) => {
      const reducer = imageStatistics.start({}, shape, kernels);
      for (const piece of piecesOf(readPlane(reader, hdu, plane), width, 0, height)) reducer.piece(piece);
      return reducer.end();
    }),
  );
}

/** Rows `y0` to `y1` of a plane in pieces that cross no block of rows, of at most `pieceRows` rows. */
export function* piecesOf(
  plane: PixelArray,
  width: number,
  y0: number,
  y1: number,
  pieceRows: number = BLOCK_ROWS,
): Generator<Piece> {
  for (let y = y0; y < y1;) {
    const end = Math.min(y1, y + pieceRows, (Math.floor(y / BLOCK_ROWS) + 1) * BLOCK_ROWS);
    const pixels = plane.subarray(y * width, end * width);
    yield { width, y0: y, y1: end, haloTop: 0, haloBottom: 0, pixels, pointer: 0 };
    y = end;
  }
}
