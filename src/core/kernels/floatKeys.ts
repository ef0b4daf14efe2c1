import type { PixelType } from './pixels.ts';

// Keys order floating-point numbers as unsigned integers. A key of a float64 has a high and a low word.
// The zeros share a key, because they are equal as values.

const bytes = new ArrayBuffer(8);
const float32 = new Float32Array(bytes);
const float64 = new Float64Array(bytes);
const words = new Uint32Array(bytes);

/** The key of a float32, not NaN, by its bits; as a signed integer. */
export function keyOfFloat32(bits: number): number {
  const sign = bits >> 31;
  return bits << 1 === 0 ? 0x8000_0000 : bits ^ (sign | 0x8000_0000);
}

/** The float32 of a key. */
export function float32OfKey(key: number): number {
  words[0] = key & 0x8000_0000 ? key ^ 0x8000_0000 : ~key;
  return float32[0] + 0;
}

/** The float64 of a key's two words. */
export function float64OfKey(high: number, low: number): number {
  const positive = (high & 0x8000_0000) !== 0;
  words[1] = positive ? high ^ 0x8000_0000 : ~high;
  words[0] = positive ? low : ~low;
  return float64[0] + 0;
}

/** The next larger number of the type; Infinity after the largest finite one. */
export function nextUp(type: PixelType, value: number): number {
  if (value === Infinity || value !== value) return value;
  if (value === 0) return type === 'float32' ? 2 ** -149 : Number.MIN_VALUE;
  if (type === 'float32') {
    float32[0] = value;
    words[0] += value > 0 ? 1 : -1;
    return float32[0];
  }
  float64[0] = value;
  if (value > 0) {
    words[0] += 1;
    if (words[0] === 0) words[1] += 1;
  } else {
    if (words[0] === 0) words[1] -= 1;
    words[0] -= 1;
  }
  return float64[0];
}

/** The smallest number of the type that is not below `value`. */
export function roundUpTo(type: PixelType, value: number): number {
  if (type === 'float64') return value;
  const rounded = Math.fround(value);
  return rounded < value ? nextUp(type, rounded) : rounded;
}

/** The largest number of the type that is not above `value`. */
export function roundDownTo(type: PixelType, value: number): number {
  return -roundUpTo(type, -value);
}
