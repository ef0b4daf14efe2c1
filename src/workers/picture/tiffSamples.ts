import type { Samples } from './decoded.ts';
import { addDifferences, gatherFloats } from './predictor.ts';
import type { TiffLayout } from './tiffLayout.ts';

const HALF_VALUES = 2 ** 16;
let halves: Float32Array | null = null;

/** An array for all samples of a picture, of numbers that hold each of its values; integers of 64 bits become float64,
 * floats of 16 bits float32. */
export function samplesFor({ format, bits }: TiffLayout, count: number): Samples {
  if (bits === 64) return new Float64Array(count);
  if (format === 'float') return new Float32Array(count);
  if (format === 'signed')
    return bits === 8 ? new Int8Array(count) : bits === 16 ? new Int16Array(count) : new Int32Array(count);
  return bits <= 8 ? new Uint8Array(count) : bits <= 16 ? new Uint16Array(count) : new Uint32Array(count);
}

/** The samples of an unpacked piece, row after row; its bytes are changed. `rowSamples` are those of a row. */
export function readSamples(
  bytes: Uint8Array<ArrayBuffer>,
  layout: TiffLayout,
  rowSamples: number,
  ofPixel: number,
): Samples {
  const { bits, predictor, isLittle } = layout;
  if (bits % 8 !== 0) return smallSamples(bytes, bits, rowSamples);
  const size = bits / 8;
  const areFloats = predictor === 3;
  if (areFloats) gatherFloats(bytes, size * rowSamples, ofPixel, size);
  if (!isLittle && !areFloats) swap(bytes, size);
  if (predictor === 2) addDifferences(integers(bytes.buffer, size), rowSamples, ofPixel);
  return numbers(bytes.buffer, layout);
}

/** From big-endian; the machines that the program runs on are little-endian. */
function swap({ buffer }: Uint8Array<ArrayBuffer>, size: number): void {
  const bytes = Buffer.from(buffer);
  if (size === 2) bytes.swap16();
  else if (size === 4) bytes.swap32();
  else if (size === 8) bytes.swap64();
}

function integers(buffer: ArrayBuffer, size: number) {
  if (size === 1) return new Uint8Array(buffer);
  if (size === 2) return new Uint16Array(buffer);
  return size === 4 ? new Uint32Array(buffer) : new BigUint64Array(buffer);
}

function numbers(buffer: ArrayBuffer, { format, bits }: TiffLayout): Samples {
  if (format === 'float') {
    if (bits === 16) return fromHalves(new Uint16Array(buffer));
    return bits === 32 ? new Float32Array(buffer) : new Float64Array(buffer);
  }
  if (bits === 64)
    return Float64Array.from(
      format === 'signed' ? new BigInt64Array(buffer) : new BigUint64Array(buffer),
      Number,
    );
  if (format === 'unsigned')
    return bits === 8
      ? new Uint8Array(buffer)
      : bits === 16
        ? new Uint16Array(buffer)
        : new Uint32Array(buffer);
  return bits === 8 ? new Int8Array(buffer) : bits === 16 ? new Int16Array(buffer) : new Int32Array(buffer);
}

/** Integers of fewer bits, packed from the highest bit of each byte; rows begin with a byte of their own. */
function smallSamples(bytes: Uint8Array, bits: number, rowSamples: number): Samples {
  const rowBytes = Math.ceil((bits * rowSamples) / 8);
  const rows = bytes.length / rowBytes;
  const out = bits < 8 ? new Uint8Array(rows * rowSamples) : new Uint16Array(rows * rowSamples);
  const mask = 2 ** bits - 1;
  for (let row = 0, to = 0; row < rows; row++) {
    let held = 0;
    let holding = 0;
    for (let i = 0, at = row * rowBytes; i < rowSamples; i++) {
      for (; holding < bits; holding += 8) held = ((held << 8) | bytes[at++]!) & 0xffffff;
      holding -= bits;
      out[to++] = (held >> holding) & mask;
    }
  }
  return out;
}

function fromHalves(stored: Uint16Array): Float32Array {
  halves ??= Float32Array.from({ length: HALF_VALUES }, (_, half) => valueOfHalf(half));
  const out = new Float32Array(stored.length);
  for (let i = 0; i < stored.length; i++) out[i] = halves[stored[i]!]!;
  return out;
}

/** Source: IEEE 754-2019, binary16. */
function valueOfHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
