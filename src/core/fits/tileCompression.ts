import { AppError } from '../errors/index.ts';
import { quoted } from './asciiText.ts';
import { requireAxes, requireBitpix } from './geometry.ts';
import type { TileCompression } from './hdu.ts';
import { headerLogical, headerString, type Header } from './header.ts';
import { requireInteger } from './requireInteger.ts';

const ALGORITHMS: readonly string[] = [
  'RICE_1',
  'RICE_ONE',
  'GZIP_1',
  'GZIP_2',
  'PLIO_1',
  'HCOMPRESS_1',
  'NOCOMPRESS',
];

export interface CompressedImage {
  readonly bitpix: number;
  readonly naxis: readonly number[];
  readonly compression: TileCompression;
}

/** Whether a binary table holds a tile-compressed image. */
export function isCompressedImage(header: Header): boolean {
  return headerLogical(header, 'ZIMAGE') === true;
}

/** The image that a tile-compressed table holds.
 *
 * Errors: `bad-header` for a Z keyword that is missing or wrong, `not-supported` for an unknown ZCMPTYPE.
 * Source: FITS Standard 4.0, section 10.1. */
export function readCompressedImage(header: Header, tableRows: number, where: string): CompressedImage {
  const bitpix = requireBitpix(header, 'ZBITPIX', where);
  const naxis = requireAxes(header, 'ZNAXIS', where);
  const name = (headerString(header, 'ZCMPTYPE') ?? '').trim().toUpperCase();
  if (!ALGORITHMS.includes(name)) {
    throw new AppError(
      'not-supported',
      `${where}: ZCMPTYPE = ${quoted(name)} is no known compression; known are ${ALGORITHMS.join(', ')}.`,
      { details: { keyword: 'ZCMPTYPE', value: name } },
    );
  }
  const tile = naxis.map((length, i) =>
    requireInteger(header, `ZTILE${i + 1}`, where, {
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      fallback: i === 0 ? Math.max(1, length) : 1,
    }),
  );
  return { bitpix, naxis, compression: { algorithm: name, tile, tableRows } };
}
