import { ECSV_MARK } from '../../core/table/index.ts';

export type ContentKind =
  | { readonly kind: 'fits' | 'parquet' | 'votable' | 'ecsv' | 'delimited' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** How files begin that are no tables, or none that are read here. */
const OTHERS: readonly (readonly [start: string, what: string])[] = [
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP file or a spreadsheet (save it as CSV)'],
  ['\xd0\xcf\x11\xe0', 'an old spreadsheet or document (save it as CSV)'],
  ['SQLite format 3', 'an SQLite database'],
  ['\x89HDF', 'an HDF5 file'],
  ['\x93NUMPY', 'a NumPy array'],
  ['BZh', 'packed with bzip2 (unpack it first)'],
  ['\xfd7zXZ', 'packed with xz (unpack it first)'],
  ['\x28\xb5\x2f\xfd', 'packed with zstd (unpack it first)'],
  ['\x1f\x9d', 'packed with compress (unpack it first)'],
];

/** What a file is by its first bytes (unpacked); `packed` says that they came out of a gzip file. */
export function contentKind(start: Uint8Array, packed: boolean): ContentKind {
  if (start.length === 0) return { kind: 'unknown', reason: 'The file is empty.' };
  const letters = Buffer.from(start.subarray(0, 2048)).toString('latin1');
  const direct = /^SIMPLE {0,2}=/.test(letters) ? 'fits' : letters.startsWith('PAR1') ? 'parquet' : null;
  if (direct !== null)
    return packed
      ? {
          kind: 'unknown',
          reason: `The ${direct === 'fits' ? 'FITS' : 'Parquet'} file is packed with gzip; unpack it first.`,
        }
      : { kind: direct };
  const other = OTHERS.find(([mark]) => letters.startsWith(mark));
  if (other !== undefined) return { kind: 'unknown', reason: `The file is no table, it is ${other[1]}.` };
  // Without byte order marks and the NULs of UTF-16.
  const text = letters.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
  if (/^\s*</.test(text)) return markupKind(text);
  if (ECSV_MARK.test(text)) return { kind: 'ecsv' };
  return { kind: 'delimited' };
}

function markupKind(text: string): ContentKind {
  if (/<!doctype\s+html|<html[\s>]/i.test(text))
    return { kind: 'unknown', reason: 'The file is a web page, no table; a download may have failed.' };
  if (/^\s*<\?xml/.test(text) || /<(?:[\w.-]+:)?VOTABLE[\s>]/.test(text)) return { kind: 'votable' };
  return { kind: 'unknown', reason: 'The file is XML, but no VOTable.' };
}
