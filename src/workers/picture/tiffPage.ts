import { AppError } from '../../core/errors/index.ts';
import { cutShort } from './decoded.ts';

/** Tags that are looked at. */
const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  extraSamples: 338,
  sampleFormat: 339,
  exif: 0x8769,
  gps: 0x8825,
} as const;
export type TagName = keyof typeof TAG;

/** Bytes of a value by type: BYTE, ASCII, SHORT, LONG, RATIONAL and so on. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** A private tag that no reader knows. */
const UNKNOWN_TAG = 65_534;
/** Pages beyond these are not counted. */
const MOST_PAGES = 100_000;

interface Entry {
  /** Of its 12 bytes. */
  readonly at: number;
  readonly type: number;
  readonly count: number;
}

/** The first page of a TIFF file as its directory tells it. */
export interface TiffPage {
  readonly pages: number;
  /** All values of a tag; none where it is not there. */
  values(name: TagName): readonly number[];
  /** The first value of a tag. */
  value(name: TagName, otherwise: number): number;
  /** Makes the tag one that no reader knows. */
  hide(name: TagName): void;
  /** Sets the one value of a tag of 16 bits. */
  set(name: TagName, value: number): void;
}

/** Reads the directory of the first page, and counts the pages.
 *
 * Errors: `bad-header`, `truncated`; `not-supported` for BigTIFF. */
export function readTiffPage(bytes: Buffer): TiffPage {
  if (bytes.length < 8) throw cutShort('TIFF file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = view.getUint16(0) === 0x4949;
  const short = (at: number): number => view.getUint16(at, little);
  const long = (at: number): number => view.getUint32(at, little);
  if (short(2) === 43)
    throw new AppError('not-supported', 'The file is a BigTIFF, which is not read.', {
      remedy: 'Save it as an ordinary TIFF or as FITS.',
    });
  const first = long(4);
  const entries = new Map<number, Entry>();
  for (const at of entriesAt(first)) {
    const entry = { at, type: short(at + 2), count: long(at + 4) };
    const size = (TYPE_BYTES[entry.type] ?? 0) * entry.count;
    if (size > 4 && long(at + 8) + size > bytes.length) throw cutShort('TIFF file');
    entries.set(short(at), entry);
  }

  function entriesAt(directory: number): number[] {
    if (directory < 8 || directory + 2 > bytes.length) throw cutShort('TIFF file');
    const count = short(directory);
    if (directory + 2 + 12 * count + 4 > bytes.length) throw cutShort('TIFF file');
    return Array.from({ length: count }, (_, i) => directory + 2 + 12 * i);
  }

  function countPages(): number {
    const seen = new Set<number>();
    for (let at = first; at !== 0 && !seen.has(at) && seen.size < MOST_PAGES;) {
      if (at + 2 > bytes.length) break;
      const next = at + 2 + 12 * short(at);
      if (next + 4 > bytes.length) break;
      seen.add(at);
      at = long(next);
    }
    return seen.size;
  }

  function values(name: TagName): readonly number[] {
    const entry = entries.get(TAG[name]);
    if (!entry) return [];
    const size = TYPE_BYTES[entry.type] ?? 0;
    const read = { 1: (at: number) => view.getUint8(at), 3: short, 4: long }[entry.type];
    if (!read)
      throw new AppError('bad-header', `Tag ${TAG[name]} of the TIFF file is of a type it cannot have.`);
    const at = size * entry.count > 4 ? long(entry.at + 8) : entry.at + 8;
    return Array.from({ length: entry.count }, (_, i) => read(at + size * i));
  }

  return {
    pages: countPages(),
    values,
    value: (name, otherwise) => values(name)[0] ?? otherwise,
    hide(name) {
      const entry = entries.get(TAG[name]);
      if (entry) view.setUint16(entry.at, UNKNOWN_TAG, little);
    },
    set(name, value) {
      const entry = entries.get(TAG[name]);
      if (entry?.type === 3) view.setUint16(entry.at + 8, value, little);
    },
  };
}
