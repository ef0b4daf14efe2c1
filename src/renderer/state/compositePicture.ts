import { compositeInto, lookWithout, type CompositeLook } from '../../core/composite/index.ts';
import { AppError } from '../../core/errors/index.ts';
import { TILE_SIZE, type ImageSummary } from '../../shared/index.ts';
import type { Channels } from '../canvas/viewer.ts';
import type { EngineClient } from './engineClient.ts';

/** What browsers allow of a canvas. */
const MOST_PIXELS = 2 ** 28;
const LONGEST_SIDE = 16_384;

export interface CompositePicture {
  readonly red: ImageSummary;
  readonly channels: Channels;
  readonly look: CompositeLook;
  /** Packed ABGR colour of missing pixels. */
  readonly missing: number;
}

/** The pixels of a composite as a PNG of its full size, the first row at the bottom as on the screen. */
export async function compositePicture(
  client: Pick<EngineClient, 'binary'>,
  { red, channels, look, missing }: CompositePicture,
): Promise<Blob> {
  const { width, height } = red;
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS)
    throw new AppError(
      'not-supported',
      `The picture would have ${width} × ${height} pixels; at most ${LONGEST_SIDE} a side can be written.`,
      { remedy: 'Crop the composite, or bin its images, first.' },
    );
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false })!;
  const images = [red, ...channels] as const;
  const shifted = lookWithout(look, [red.offset, channels[0].offset, channels[1].offset]);
  for (let y = 0; y * TILE_SIZE < height; y++)
    for (let x = 0; x * TILE_SIZE < width; x++) {
      const [r, g, b] = await Promise.all(
        images.map(
          async ({ pixelsKey }) =>
            new Float32Array(await client.binary('tile', { pixelsKey, level: 0, x, y })),
        ),
      );
      const columns = Math.min(TILE_SIZE, width - x * TILE_SIZE);
      const rows = r!.length / columns;
      const colours = new ImageData(columns, rows);
      const packed = new Uint32Array(colours.data.buffer);
      for (let row = 0; row < rows; row++) {
        const part = (pixels: Float32Array): Float32Array =>
          pixels.subarray(row * columns, (row + 1) * columns);
        const target = packed.subarray((rows - 1 - row) * columns, (rows - row) * columns);
        compositeInto(target, part(r!), part(g!), part(b!), shifted, missing);
      }
      context.putImageData(colours, x * TILE_SIZE, height - y * TILE_SIZE - rows);
    }
  return canvas.convertToBlob({ type: 'image/png' });
}
