import { compositeInto, lookWithout } from '../../../core/composite/index.ts';
import { paintInto } from '../../../core/stretch/index.ts';
import type { Display } from '../../canvas/viewer.ts';

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly offset: number;
  /** Bottom row first, less the offset. */
  readonly pixels: Float32Array;
}

/** Paints an image, or the three of a composite, into a canvas of its size, top row first, in the viewer's colours. */
export function paintPlanes(canvas: HTMLCanvasElement, planes: readonly Plane[], display: Display): void {
  const [red, green, blue] = planes;
  if (!red) return;
  const { width, height, offset } = red;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(width, height);
  const packed = new Uint32Array(image.data.buffer);
  const { low, high, colours, missing, look } = display;
  const shifted = look && green && blue && lookWithout(look, [offset, green.offset, blue.offset]);
  for (let y = 0; y < height; y++) {
    const target = packed.subarray((height - 1 - y) * width, (height - y) * width);
    const row = ({ pixels }: Plane): Float32Array => pixels.subarray(y * width, (y + 1) * width);
    if (shifted) compositeInto(target, row(red), row(green), row(blue), shifted, missing, 'quick');
    else paintInto(target, row(red), low - offset, high - offset, colours, missing);
  }
  context.putImageData(image, 0, 0);
}
