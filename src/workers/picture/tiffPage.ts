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
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
} as const;
type TagName = keyof typeof TAG;

/** Bytes of a value by type: BYTE, ASCII, SHORT, LONG, RATIONAL and so on; from 16 on those of BigTIFF. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const LITTLE = 0x4949;
const BIG = 0x4d4d;
/** Pages beyond these are not counted. */
const MOST_PAGES = 100_000;

/** Sizes and places in a directory, of an ordinary TIFF and of a BigTIFF. */
const ORDINARY = { head: 4, counter: 2, entry: 12, offset: 4 } as const;
const LARGE = { head: 8, counter: 8, entry: 20, offset: 8 } as const;

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its values begin. */
  readonly at: number;
}

/** The first page of a TIFF file as its directory tells it. */
export interface TiffPage {
  readonly pages: number;
  readonly isLittle: boolean;
  /** All values of a tag; none where it is not there. */
  values(name: TagName): readonly number[];
  /** The first value of a tag. */
  value(name: TagName, otherwise: number): number;
  /** The bytes of a tag; none where it is not there. */
  bytes(name: TagName): Buffer;
}

/** Reads the directory of the first page of a TIFF or BigTIFF, and counts the pages. Values are read when they are asked
 * for, and only those that are in the file.
 *
 * Errors: `bad-header`, `truncated`. */
export function readTiffPage(bytes: Buffer): TiffPage {
  if (bytes.length < 8) throw cutShort('TIFF file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const order = view.getUint16(0);
  const little = order === LITTLE;
  const short = (at: number): number => view.getUint16(at, little);
  const long = (at: number): number => view.getUint32(at, little);
  const longer = (at: number): number => Number(view.getBigUint64(at, little));
  const version = short(2);
  if ((!little && order !== BIG) || (version !== 42 && version !== 43))
    throw new AppError('bad-header', 'The TIFF file does not begin with a head that is understood.');
  const { head, counter, entry: entryBytes, offset } = version === 43 ? LARGE : ORDINARY;
  const place = offset === 8 ? longer : long;
  if (bytes.length < head + offset || (offset === 8 && short(4) !== 8)) throw cutShort('TIFF file');
  const first = place(head);
  const entries = new Map<number, Entry>();
  for (const at of entriesAt(first)) {
    const type = short(at + 2);
    const count = place(at + 4);
    const valueAt = at + 4 + offset;
    const isInside = (TYPE_BYTES[type] ?? 0) * count <= offset;
    entries.set(short(at), { type, count, at: isInside ? valueAt : place(valueAt) });
  }

  /** How many entries a directory has; null where it is not all in the file. */
  function entriesOf(directory: number): number | null {
    if (directory < 8 || directory + counter > bytes.length) return null;
    const count = counter === 8 ? longer(directory) : short(directory);
    return directory + counter + entryBytes * count + offset <= bytes.length ? count : null;
  }

  function entriesAt(directory: number): number[] {
    const count = entriesOf(directory);
    if (count === null) throw cutShort('TIFF file');
    return Array.from({ length: count }, (_, i) => directory + counter + entryBytes * i);
  }

  function countPages(): number {
    const seen = new Set<number>();
    for (let at = first; at !== 0 && !seen.has(at) && seen.size < MOST_PAGES;) {
      const count = entriesOf(at);
      if (count === null) break;
      seen.add(at);
      at = place(at + counter + entryBytes * count);
    }
    return seen.size;
  }

  /** The entry of a tag whose values are all in the file. */
  function entryOf(name: TagName): Entry | null {
    const entry = entries.get(TAG[name]);
    if (!entry) return null;
    if (entry.at + (TYPE_BYTES[entry.type] ?? 0) * entry.count > bytes.length) throw cutShort('TIFF file');
    return entry;
  }

  function values(name: TagName): readonly number[] {
    const entry = entryOf(name);
    if (!entry) return [];
    const { type, count, at } = entry;
    const read = { 1: (from: number) => view.getUint8(from), 3: short, 4: long, 16: longer }[type];
    if (!read)
      throw new AppError('bad-header', `Tag ${TAG[name]} of the TIFF file is of a type it cannot have.`);
    return Array.from({ length: count }, (_, i) => read(at + TYPE_BYTES[type]! * i));
  }

  return {
    pages: countPages(),
    isLittle: little,
    values,
    value: (name, otherwise) => values(name)[0] ?? otherwise,
    bytes(name) {
      const entry = entryOf(name);
      return entry
        ? bytes.subarray(entry.at, entry.at + TYPE_BYTES[entry.type]! * entry.count)
        : Buffer.alloc(0);
    },
  };
}
