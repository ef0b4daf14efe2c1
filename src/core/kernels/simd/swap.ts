// Byte order of packed pixels: big-endian (as FITS stores them) to little-endian, in place.

/** Reverses the bytes of `count` 4-byte words at `pointer`; the last partial group is done word by word. */
export function swap32(pointer: usize, count: i32): void {
  const end = pointer + ((<usize>count) << 2);
  const wide = pointer + ((<usize>(count & ~15)) << 2);
  let at = pointer;
  for (; at < wide; at += 64) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    v128.store(at, i8x16.shuffle(a, a, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
    v128.store(at, i8x16.shuffle(b, b, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12), 16);
    v128.store(at, i8x16.shuffle(c, c, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12), 32);
    v128.store(at, i8x16.shuffle(d, d, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12), 48);
  }
  for (; at < end; at += 4) store<u32>(at, bswap(load<u32>(at)));
}

/** Reverses the bytes of `count` 8-byte words at `pointer`. */
export function swap64(pointer: usize, count: i32): void {
  const end = pointer + ((<usize>count) << 3);
  const wide = pointer + ((<usize>(count & ~3)) << 3);
  let at = pointer;
  for (; at < wide; at += 32) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    v128.store(at, i8x16.shuffle(a, a, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8));
    v128.store(at, i8x16.shuffle(b, b, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8), 16);
  }
  for (; at < end; at += 8) store<u64>(at, bswap(load<u64>(at)));
}
