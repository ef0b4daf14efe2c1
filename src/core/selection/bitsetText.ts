import { AppError } from '../errors/index.ts';
import { countRows, type Bitset } from './bitset.ts';

/** What a run of words is; its length stands beside it. */
const ZEROS = 0;
const ONES = 1;
const LITERAL = 2;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_OF = new Map([...LETTERS].map((letter, value) => [letter.charCodeAt(0), value]));

/** A bitset as compact text: it travels in documents and sessions.
 *
 * Method: runs of words, each as length * 4 + kind (all zeros, all ones, as they stand) in base 128, least digit first, the
 *         words of the third kind behind it in little-endian order; all that in base 64 without padding.
 * Cost:   at most 5.4 bits a row where rows are picked at random, next to nothing for long runs. */
export function encodeBitset({ words }: Bitset): string {
  const sink: ByteSink = { bytes: new Uint8Array(256), length: 0 };
  let i = 0;
  while (i < words.length) {
    const kind = kindOf(words[i]!);
    let end = i + 1;
    while (end < words.length && kindOf(words[end]!) === kind) end++;
    putInteger(sink, (end - i) * 4 + kind);
    if (kind === LITERAL) {
      for (let k = i; k < end; k++) {
        for (let shift = 0; shift < 32; shift += 8) putByte(sink, (words[k]! >>> shift) & 255);
      }
    }
    i = end;
  }
  return base64(sink.bytes.subarray(0, sink.length));
}

/** The bitset over `rows` rows of a text made by encodeBitset.
 *
 * Errors: bad-argument when the text is not one, or is one of a table with another number of rows. */
export function decodeBitset(text: string, rows: number): Bitset {
  const bytes = bytesOf(text);
  const set = { rows, words: new Uint32Array(Math.ceil(rows / 32)) };
  const { words } = set;
  let next = 0;
  let at = 0;
  while (at < bytes.length) {
    let run = 0;
    let scale = 1;
    for (;;) {
      if (at >= bytes.length || scale > 2 ** 42) throw damaged();
      const byte = bytes[at++]!;
      run += (byte & 127) * scale;
      scale *= 128;
      if (byte < 128) break;
    }
    const kind = run % 4;
    const length = Math.floor(run / 4);
    if (length > words.length - next) throw damaged();
    if (kind === ONES) {
      words.fill(0xffffffff, next, next + length);
    } else if (kind === LITERAL) {
      if (length * 4 > bytes.length - at) throw damaged();
      for (let k = 0; k < length; k++, at += 4) {
        words[next + k] =
          bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      }
    } else if (kind !== ZEROS) {
      throw damaged();
    }
    next += length;
  }
  const tail = rows % 32;
  const beyond = tail !== 0 && words[words.length - 1]! >>> tail !== 0;
  if (next !== words.length || beyond) throw damaged();
  return set;
}

/** As decodeBitset, and with as many rows in it as were said to be. */
export function decodeCounted(text: string, rows: number, count: number): Bitset {
  const set = decodeBitset(text, rows);
  if (countRows(set) !== count) throw damaged();
  return set;
}

function damaged(): AppError {
  return new AppError('bad-argument', 'The rows of the selection are damaged, or belong to another table.', {
    remedy: 'Make the selection again.',
  });
}

function kindOf(word: number): number {
  return word === 0 ? ZEROS : word === 0xffffffff ? ONES : LITERAL;
}

/** Bytes, and room for more. */
interface ByteSink {
  bytes: Uint8Array;
  length: number;
}

function putInteger(sink: ByteSink, value: number): void {
  let rest = value;
  while (rest >= 128) {
    putByte(sink, (rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  putByte(sink, rest);
}

function putByte(sink: ByteSink, value: number): void {
  if (sink.length === sink.bytes.length) {
    const larger = new Uint8Array(sink.length * 2);
    larger.set(sink.bytes);
    sink.bytes = larger;
  }
  sink.bytes[sink.length++] = value;
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < letters; k++) part += LETTERS[(group >>> (18 - 6 * k)) & 63]!;
    if (part.length >= 8192) {
      parts.push(part);
      part = '';
    }
  }
  return parts.join('') + part;
}

function bytesOf(text: string): Uint8Array {
  if (text.length % 4 === 1) throw damaged();
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let group = 0;
  let bits = 0;
  let next = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUE_OF.get(text.charCodeAt(i));
    if (value === undefined) throw damaged();
    group = ((group << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[next++] = (group >>> bits) & 255;
    }
  }
  return bytes;
}
