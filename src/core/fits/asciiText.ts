const REPLACEMENT = 0xfffd;
const BLANK = 32;

/** The text of header bytes: NUL reads as a blank, any other byte outside ASCII 32 to 126 as U+FFFD. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  const codes: number[] = [];
  for (let i = start; i < end; i++) {
    const code = bytes[i];
    codes.push(code >= BLANK && code <= 126 ? code : code === 0 ? BLANK : REPLACEMENT);
  }
  return String.fromCharCode(...codes);
}

/** Which bytes of a header the standard forbids are in it. */
export function forbiddenBytes(bytes: Uint8Array): { readonly nul: boolean; readonly other: boolean } {
  let nul = false;
  let other = false;
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes[i];
    if (code >= BLANK && code <= 126) continue;
    if (code === 0) nul = true;
    else other = true;
  }
  return { nul, other };
}

/** A value met in a file, short enough for a sentence. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
