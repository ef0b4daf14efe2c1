const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const TABLE = 4096;

/** How many bytes a strip packed by LZW unpacks to, without unpacking it; counting ends beyond `limit`.
 *
 * Method: the lengths of the table's strings are followed, codes of 9 to 12 bits, as TIFF packs them.
 * Source: TIFF 6.0, section 13. */
export function lzwLength(strip: Uint8Array, limit: number): number {
  const lengths = new Int32Array(TABLE + 1).fill(1, 0, CLEAR);
  let free = FIRST_FREE;
  let bits = 9;
  let held = 0;
  let holding = 0;
  let before = 0;
  let total = 0;
  for (let at = 0; ;) {
    while (holding < bits) {
      if (at >= strip.length) return total;
      held = ((held << 8) | strip[at++]!) & 0xffffff;
      holding += 8;
    }
    const code = (held >> (holding - bits)) & ((1 << bits) - 1);
    holding -= bits;
    if (code === END) return total;
    if (code === CLEAR) {
      free = FIRST_FREE;
      bits = 9;
      before = 0;
      continue;
    }
    const length = code < free ? lengths[code]! : before + 1;
    total += length;
    if (total > limit) return total;
    if (before > 0 && free < TABLE) {
      lengths[free++] = before + 1;
      if (free === (1 << bits) - 1 && bits < 12) bits++;
    }
    before = length;
  }
}
