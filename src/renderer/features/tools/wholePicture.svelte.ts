import { paintInto } from '../../../core/stretch/index.ts';
import { TILE_SIZE, type ImageSummary } from '../../../shared/index.ts';
import type { Display } from '../../canvas/viewer.ts';
import type { EngineClient } from '../../state/engineClient.ts';

export interface WholePicture {
  readonly width: number;
  readonly height: number;
  readonly offset: number;
  /** Bottom row first, less the offset. */
  readonly pixels: Float32Array;
}

/** The coarsest level of an image, which is one tile; the latest asked for wins. */
export class WholePictureOf {
  shown = $state.raw<WholePicture | null>(null);
  readonly #client: Pick<EngineClient, 'binary'>;
  #asked = '';

  constructor(client: Pick<EngineClient, 'binary'>) {
    this.#client = client;
  }

  follow({ pixelsKey, levels, width, height, offset }: ImageSummary): void {
    if (pixelsKey === this.#asked) return;
    this.#asked = pixelsKey;
    const step = 2 ** levels;
    const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
    if (columns > TILE_SIZE || rows > TILE_SIZE) return;
    this.#client.binary('tile', { pixelsKey, level: levels, x: 0, y: 0 }).then(
      (bytes) => {
        if (this.#asked !== pixelsKey) return;
        const pixels = new Float32Array(bytes);
        if (pixels.length === columns * rows) this.shown = { width: columns, height: rows, offset, pixels };
      },
      // The viewer asks for the same tile and tells; here it is asked for again with the next change.
      () => void (this.#asked = ''),
    );
  }
}

/** Paints the picture into a canvas of its size, top row first. */
export function paintWhole(canvas: HTMLCanvasElement, picture: WholePicture, display: Display): void {
  const { width, height, offset, pixels } = picture;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(width, height);
  const packed = new Uint32Array(image.data.buffer);
  const { low, high, colours, missing } = display;
  for (let y = 0; y < height; y++) {
    const target = packed.subarray((height - 1 - y) * width, (height - y) * width);
    const row = pixels.subarray(y * width, (y + 1) * width);
    paintInto(target, row, low - offset, high - offset, colours, missing);
  }
  context.putImageData(image, 0, 0);
}
