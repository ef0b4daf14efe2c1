import type { PixelEncoding } from '../../../src/core/fits/index.ts';

/** One pixel after the other, in BigInt where it is an integer: slow and plain. */
export function naivePixels(bytes: Uint8Array, encoding: PixelEncoding): number[] {
  const size = Math.abs(encoding.bitpix) / 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => {
    const at = i * size;
    if (encoding.bitpix === -32) return encoding.bzero + encoding.bscale * view.getFloat32(at);
    if (encoding.bitpix === -64) return encoding.bzero + encoding.bscale * view.getFloat64(at);
    let stored = 0n;
    for (let k = 0; k < size; k++) stored = (stored << 8n) | BigInt(view.getUint8(at + k));
    if (encoding.bitpix > 8) stored = BigInt.asIntN(encoding.bitpix, stored);
    if (stored === encoding.blank) return NaN;
    if (encoding.bscale === 1 && encoding.bzeroExact !== null) return Number(stored + encoding.bzeroExact);
    return encoding.bzero + encoding.bscale * Number(stored);
  });
}
