/** An opaque colour of levels 0 … 255, packed as those of `colormap`. */
export function packColour(red: number, green: number, blue: number): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The colour that is written `#rrggbb`, packed. */
export function packHexColour(text: string): number {
  const number = Number.parseInt(text.slice(1), 16);
  return packColour(number >> 16, (number >> 8) & 255, number & 255);
}

/** Red, green and blue levels one after another as packed colours, from the last to the first where `invert` says so. */
export function packColours(levels: Uint8Array, invert: boolean): Uint32Array<ArrayBuffer> {
  const count = Math.floor(levels.length / 3);
  const packed = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const at = 3 * (invert ? count - 1 - i : i);
    packed[i] = packColour(levels[at]!, levels[at + 1]!, levels[at + 2]!);
  }
  return packed;
}

/** The colour of every entry of a table of levels (a display table of core/stretch). */
export function applyLevels(table: Uint8Array, colours: Uint32Array): Uint32Array<ArrayBuffer> {
  const packed = new Uint32Array(table.length);
  for (let i = 0; i < table.length; i++) packed[i] = colours[table[i]!]!;
  return packed;
}
