import { AppError } from '../../core/errors/index.ts';
import { cutShort, type PictureLimits } from './decoded.ts';
import type { TiffLayout } from './tiffLayout.ts';
import type { TiffPage } from './tiffPage.ts';

/** A strip or a tile: a rectangle of the picture, packed by itself. */
export interface Piece {
  /** As it is in the file. */
  readonly packed: Buffer;
  /** Its upper left pixel in the picture. */
  readonly x: number;
  readonly y: number;
  /** Its own size, which may reach beyond the picture. */
  readonly columns: number;
  /** A last strip of a picture may have fewer rows than the others: those that are in the picture. */
  readonly rows: number;
  /** The first sample of a pixel that it holds, and how many. */
  readonly sample: number;
  readonly samples: number;
  /** Bytes of a row, and the most that there may be in all. */
  readonly rowBytes: number;
  readonly mostBytes: number;
}

/** A piece is held unpacked, cut to its place, and as numbers, which may be longer than what is stored. */
const COPIES = 4;

/** The strips or tiles of a picture. Packed, they are in the file; unpacked, none is larger than may be.
 *
 * Errors: `bad-header`, `truncated`, `over-budget`. */
export function tiffPieces(
  bytes: Buffer,
  page: TiffPage,
  { width, height, samples, bits, packing, isPlanar }: TiffLayout,
  limits: PictureLimits,
): Piece[] {
  const offsetsOfTiles = page.values('tileOffsets');
  const isTiled = offsetsOfTiles.length > 0;
  const offsets = isTiled ? offsetsOfTiles : page.values('stripOffsets');
  // Some writers keep the sizes of tiles where those of strips belong.
  const counts = [page.values(isTiled ? 'tileBytes' : 'stripBytes'), page.values('stripBytes')].find(
    (list) => list.length > 0,
  );
  const rows = isTiled ? page.value('tileHeight', 0) : Math.min(page.value('rowsPerStrip', height), height);
  const columns = isTiled ? page.value('tileWidth', 0) : width;
  if (rows < 1 || columns < 1) throw new AppError('bad-header', 'The TIFF picture is cut into empty pieces.');
  const across = Math.ceil(width / columns);
  const down = Math.ceil(height / rows);
  const planes = isPlanar ? samples : 1;
  const ofPixel = isPlanar ? 1 : samples;
  const rowBytes = Math.ceil((columns * ofPixel * bits) / 8);
  const mostBytes = rows * rowBytes;
  const expected = planes * down * across;
  if (offsets.length !== expected || (counts ? counts.length !== expected : packing !== 'none'))
    throw new AppError(
      'bad-header',
      `The TIFF picture should have ${expected} pieces; it lists ${offsets.length}.`,
    );
  if (COPIES * mostBytes > limits.maxBytes)
    throw new AppError(
      'over-budget',
      `A piece of the TIFF picture holds ${mostBytes} bytes, which is too much beside the picture itself.`,
      { remedy: 'Save it in smaller strips or tiles, or as FITS, of which any size can be opened.' },
    );
  return offsets.map((from, index) => {
    const inPlane = index % (down * across);
    const y = Math.floor(inPlane / across) * rows;
    const rowsThere = Math.min(rows, height - y);
    const count = counts ? counts[index]! : rowsThere * rowBytes;
    if (from + count > bytes.length) throw cutShort('TIFF file');
    return {
      packed: bytes.subarray(from, from + count),
      x: (inPlane % across) * columns,
      y,
      columns,
      rows: rowsThere,
      sample: Math.floor(index / (down * across)),
      samples: ofPixel,
      rowBytes,
      mostBytes,
    };
  });
}
