import { utf8OfLetters } from '../table/index.ts';

const BLANK = 32;

/** The text of a cell: up to the first NUL, without trailing blanks; null where nothing is left.
 *
 * The standard asks for ASCII; bytes beyond it are read as UTF-8 where they are valid UTF-8, else as Latin-1. */
export function cellText(bytes: Uint8Array, start: number, end: number): string | null {
  let stop = start;
  let ascii = true;
  while (stop < end && bytes[stop] !== 0) {
    if (bytes[stop] > 127) ascii = false;
    stop++;
  }
  while (stop > start && bytes[stop - 1] === BLANK) stop--;
  if (stop === start) return null;
  const text = latin1(bytes, start, stop);
  return ascii ? text : (utf8OfLetters(text) ?? text);
}

/** Each byte as the letter of its number. */
function latin1(bytes: Uint8Array, start: number, stop: number): string {
  let text = '';
  // A call takes only so many arguments.
  for (let at = start; at < stop; at += 4096)
    text += String.fromCharCode.apply(
      null,
      bytes.subarray(at, Math.min(stop, at + 4096)) as unknown as number[],
    );
  return text;
}
