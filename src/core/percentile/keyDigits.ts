import { keyOfFloat32, type PixelArray, type PixelType } from '../kernels/index.ts';

/** The leading digits of a key, each of 16 bits, most significant first. */
export type KeyPrefix = readonly number[];

export function digitsPerKey(type: PixelType): 2 | 4 {
  return type === 'float32' ? 2 : 4;
}

/** Counts, of the finite values whose keys begin with `prefix`, the digit that follows it; returns how many they are. */
export function addDigits(
  type: PixelType,
  values: PixelArray,
  start: number,
  end: number,
  prefix: KeyPrefix,
  counts: Float64Array,
): number {
  if (type === 'float32') {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    return prefix.length === 0
      ? addHighDigits32(bits, start, end, counts)
      : addLowDigits32(bits, start, end, prefix[0], counts);
  }
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  return addDigits64(words, start, end, prefix, counts);
}

function addHighDigits32(bits: Uint32Array, start: number, end: number, counts: Float64Array): number {
  let added = 0;
  for (let i = start; i < end; i++) {
    const raw = bits[i];
    if ((raw & 0x7f80_0000) === 0x7f80_0000) continue;
    counts[keyOfFloat32(raw) >>> 16]++;
    added++;
  }
  return added;
}

function addLowDigits32(
  bits: Uint32Array,
  start: number,
  end: number,
  high: number,
  counts: Float64Array,
): number {
  let added = 0;
  for (let i = start; i < end; i++) {
    const raw = bits[i];
    const key = keyOfFloat32(raw);
    if (key >>> 16 !== high || (raw & 0x7f80_0000) === 0x7f80_0000) continue;
    counts[key & 0xffff]++;
    added++;
  }
  return added;
}

function addDigits64(
  words: Uint32Array,
  start: number,
  end: number,
  prefix: KeyPrefix,
  counts: Float64Array,
): number {
  const level = prefix.length;
  const wantedHigh = level >= 2 ? ((prefix[0] << 16) | prefix[1]) >>> 0 : 0;
  let added = 0;
  for (let i = start; i < end; i++) {
    let high = words[2 * i + 1];
    let low = words[2 * i];
    if ((high & 0x7ff0_0000) === 0x7ff0_0000) continue;
    const sign = high >> 31;
    if (high << 1 === 0 && low === 0) high = 0x8000_0000;
    else {
      high = (high ^ (sign | 0x8000_0000)) >>> 0;
      low = (low ^ sign) >>> 0;
    }
    if (level === 0) counts[high >>> 16]++;
    else if (level === 1) {
      if (high >>> 16 !== prefix[0]) continue;
      counts[high & 0xffff]++;
    } else if (high !== wantedHigh) continue;
    else if (level === 2) counts[low >>> 16]++;
    else if (low >>> 16 !== prefix[2]) continue;
    else counts[low & 0xffff]++;
    added++;
  }
  return added;
}
