import { AppError } from '../../errors/index.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SPACE = 254;
const PADDING = 253;
const FOREIGN = 255;
const CODES = new Uint8Array(128).fill(FOREIGN);
for (let i = 0; i < ALPHABET.length; i++) CODES[ALPHABET.charCodeAt(i)] = i;
for (const blank of ' \t\r\n') CODES[blank.charCodeAt(0)] = SPACE;
CODES['='.charCodeAt(0)] = PADDING;

/** The bytes of a base64 text; blanks and line ends do not count.
 *
 * Errors: `bad-table` for any other character, and for one after the padding.
 * Source: RFC 4648, section 4. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  let padded = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    const code = letter < 128 ? CODES[letter] : FOREIGN;
    if (code === SPACE) continue;
    if (code === PADDING) {
      padded = true;
      continue;
    }
    if (code === FOREIGN || padded)
      throw new AppError('bad-table', `The binary data are not base64: character ${i + 1} is no part of it.`);
    held = (held << 6) | code;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (held >> bits) & 255;
    held &= (1 << bits) - 1;
  }
  return bytes.subarray(0, length);
}
