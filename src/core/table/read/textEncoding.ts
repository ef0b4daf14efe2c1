import { AppError } from '../../errors/index.ts';
import type { TextEncodingName } from './dialect.ts';
import { utf8OfLetters } from './utf8OfLetters.ts';

/** What Windows-1252 has in place of the control characters 128 to 159. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** Share of control characters above which bytes are no text. */
const CONTROL_SHARE = 0.002;

export interface FoundEncoding {
  readonly encoding: TextEncodingName;
  readonly bom: boolean;
}

/** The encoding of a text by its byte order mark, the pattern of its NULs, or whether it is UTF-8.
 *
 * Errors: `bad-table` for bytes that are no text (control characters, NULs without pattern). */
export function findEncoding(sample: Uint8Array): FoundEncoding {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => sample[i] === byte);
  if (starts(0xef, 0xbb, 0xbf)) return refuseBinary(sample, { encoding: 'utf-8', bom: true });
  if (starts(0xff, 0xfe) && !(sample[2] === 0 && sample[3] === 0)) return { encoding: 'utf-16le', bom: true };
  if (starts(0xfe, 0xff)) return { encoding: 'utf-16be', bom: true };
  const wide = wideEncoding(sample);
  if (wide !== null) return { encoding: wide, bom: false };
  const encoding = validUtf8(sample) ? 'utf-8' : 'windows-1252';
  return refuseBinary(sample, { encoding, bom: false });
}

/** The text of bytes that start and end with whole characters, or nearly so: what is cut at the end is left out. */
export function decodeText(bytes: Uint8Array, encoding: TextEncodingName): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += decodeChunk(bytes, at, encoding);
  if (encoding === 'utf-8') text = utf8Of(text);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const CHUNK = 4096;

/** Letters of up to CHUNK bytes; those of UTF-8 still as bytes. */
function decodeChunk(bytes: Uint8Array, at: number, encoding: TextEncodingName): string {
  const codes: number[] = [];
  const end = Math.min(bytes.length, at + CHUNK);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const [high, low] = encoding === 'utf-16le' ? [1, 0] : [0, 1];
    for (let i = at; i + 1 < end; i += 2) codes.push((bytes[i + high] << 8) | bytes[i + low]);
  } else if (encoding === 'windows-1252') {
    for (let i = at; i < end; i++)
      codes.push(bytes[i] >= 128 && bytes[i] < 160 ? WINDOWS_1252.charCodeAt(bytes[i] - 128) : bytes[i]);
  } else for (let i = at; i < end; i++) codes.push(bytes[i]);
  return String.fromCharCode(...codes);
}

/** Line by line, so that one wrong byte spoils a line and not the sample. */
function utf8Of(letters: string): string {
  if (!/[\u0080-\u00ff]/.test(letters)) return letters;
  return letters
    .split('\n')
    .map((line) => (/[\u0080-\u00ff]/.test(line) ? (utf8OfLetters(line) ?? line) : line))
    .join('\n');
}

/** UTF-16 of mostly Latin text has a NUL in every second byte. */
function wideEncoding(sample: Uint8Array): TextEncodingName | null {
  const pairs = Math.min(sample.length, 65_536) >> 1;
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let i = 0; i < pairs; i++) {
    const [first, second] = [sample[2 * i], sample[2 * i + 1]];
    if (first === 0) even++;
    if (second === 0) odd++;
    const letter = first | second;
    if ((first === 0 || second === 0) && letter < 32 && !(letter >= 9 && letter <= 13)) control++;
  }
  if (control > CONTROL_SHARE * pairs) return null;
  if (odd > 0.4 * pairs && even < 0.02 * pairs) return 'utf-16le';
  if (even > 0.4 * pairs && odd < 0.02 * pairs) return 'utf-16be';
  return null;
}

/** Whether bytes are UTF-8; a character that the end cuts is forgiven. */
function validUtf8(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i];
    if (first < 0x80) {
      i++;
      continue;
    }
    const more =
      first >= 0xc2 && first <= 0xdf
        ? 1
        : (first & 0xf0) === 0xe0
          ? 2
          : first >= 0xf0 && first <= 0xf4
            ? 3
            : 0;
    if (more === 0) return false;
    for (let k = 1; k <= more; k++) {
      if (i + k >= bytes.length) return true;
      if ((bytes[i + k] & 0xc0) !== 0x80) return false;
    }
    i += more + 1;
  }
  return true;
}

function refuseBinary(sample: Uint8Array, found: FoundEncoding): FoundEncoding {
  let control = 0;
  let nul = false;
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i];
    if (byte === 0) nul = true;
    if ((byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 26) || byte === 127) control++;
  }
  if (!nul && control <= CONTROL_SHARE * sample.length) return found;
  throw new AppError('bad-table', 'The file is binary, no delimited text.', {
    remedy: 'Open a CSV, TSV, FITS, VOTable, ECSV or Parquet file.',
  });
}
