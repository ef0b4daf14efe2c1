import { AppError } from '../errors/index.ts';
import type { ByteReader } from './byteReader.ts';
import { indexHeader, type Header } from './header.ts';
import { BLOCK_BYTES, CARD_BYTES, FITS_LIMITS, paddedBytes } from './limits.ts';

export interface HeaderAt {
  readonly header: Header;
  /** Where the data begin: the first block after END. May lie beyond the end of a file that was cut there. */
  readonly dataOffset: number;
  /** Something follows END on its card or in its block that is not a blank or NUL. */
  readonly afterEnd: boolean;
}

const BLANK = 32;

/** Reads the header that starts at `offset`.
 *
 * Errors: `truncated` where the file ends before an END card, `bad-header` where there is none within the
 * limit of cards. `where` names the HDU in the sentence. */
export function readHeaderAt(reader: ByteReader, offset: number, where: string): HeaderAt {
  const limit = paddedBytes((FITS_LIMITS.cardsPerHdu + 1) * CARD_BYTES);
  let checked = 0;
  // Reading again from the start with twice the length costs at most twice the bytes, and needs no joining.
  for (let length = 2 * BLOCK_BYTES; ; length = Math.min(limit, length * 2)) {
    const bytes = reader.read(offset, length);
    const cards = Math.floor(bytes.length / CARD_BYTES);
    for (; checked < cards; checked++) {
      if (!isEnd(bytes, checked * CARD_BYTES)) continue;
      const end = checked * CARD_BYTES;
      const dataOffset = offset + paddedBytes(end + CARD_BYTES);
      const afterEnd = !isBlank(bytes, end + 3, Math.min(bytes.length, dataOffset - offset));
      return { header: indexHeader(bytes.slice(0, end), checked, offset), dataOffset, afterEnd };
    }
    if (bytes.length < length) throw noEndBeforeEndOfFile(where, offset, reader.size, cards);
    if (length >= limit) {
      throw new AppError(
        'bad-header',
        `${where}: the header at byte ${offset} has no END card among its first ${FITS_LIMITS.cardsPerHdu} cards, which is the most that is read.`,
        { details: { offset, cards } },
      );
    }
  }
}

/** Reads the header of an HDU that was listed before. */
export function readHeader(
  reader: ByteReader,
  hdu: { readonly index: number; readonly headerOffset: number },
): Header {
  return readHeaderAt(reader, hdu.headerOffset, `HDU ${hdu.index}`).header;
}

function noEndBeforeEndOfFile(where: string, offset: number, size: number, cards: number): AppError {
  return new AppError(
    'truncated',
    `${where}: the header at byte ${offset} has no END card; the file ends after ${size - offset} bytes of it (${cards} cards).`,
    { remedy: 'Get the file again: it was cut short or damaged.', details: { offset, size, cards } },
  );
}

/** Only a card whose keyword field is END counts; the word occurs in comments and strings as well. */
function isEnd(bytes: Uint8Array, at: number): boolean {
  return (
    (bytes[at] | 32) === 0x65 &&
    (bytes[at + 1] | 32) === 0x6e &&
    (bytes[at + 2] | 32) === 0x64 &&
    isBlank(bytes, at + 3, at + 8)
  );
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== BLANK && bytes[i] !== 0) return false;
  return true;
}
