/** Element type in which pixels are worked on: float32, or float64 where the input needs it
 * (BITPIX -64, 32 and 64, and 16-bit scalings that float32 cannot tell apart). */
export type PixelType = 'float32' | 'float64';
export type PixelArray = Float32Array | Float64Array;

export function bytesPerPixel(type: PixelType): 4 | 8 {
  return type === 'float32' ? 4 : 8;
}

/** A view of `count` pixels at a byte address. */
export function pixelView(type: PixelType, buffer: ArrayBuffer, pointer: number, count: number): PixelArray {
  return type === 'float32'
    ? new Float32Array(buffer, pointer, count)
    : new Float64Array(buffer, pointer, count);
}

export function newPixels(type: PixelType, count: number): PixelArray {
  return type === 'float32' ? new Float32Array(count) : new Float64Array(count);
}
