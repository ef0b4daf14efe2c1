/** A cell between quotes where RFC 4180 wants them, and where it is empty: a missing one has none. */
export function quotedCell(text: string, delimiter: ',' | '\t' | ' '): string {
  if (text !== '' && !/["\r\n]/.test(text) && !text.includes(delimiter)) return text;
  return `"${text.replaceAll('"', '""')}"`;
}
