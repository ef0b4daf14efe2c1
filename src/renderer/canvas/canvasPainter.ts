import { compositeInto, lookWithout } from '../../core/composite/index.ts';
import { paintInto } from '../../core/stretch/index.ts';
import { isSmooth, type Frame, type Painter } from './painter.ts';
import type { Colour } from './palette.ts';
import { placeTile } from './placement.ts';
import type { Tile } from './tileGrid.ts';
import type { Display } from './viewer.ts';

/** The colours of a tile, top row first, and what they were made with. */
interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  display: Display;
  offset: number;
}

/** Most canvases that wait for a tile of their size. */
const SPARE = 12;

/** Paints by Canvas2D. Every tile has a picture of its own, coloured again when it is drawn and its display table has
 * changed, so that moving a limit costs what is visible and no more. */
export function createCanvasPainter(document: Document): Painter {
  const element = document.createElement('canvas');
  const context = contextOf(element, { alpha: false });
  const pictures = new Map<Tile, Picture>();
  // Reused, since fresh pages cost more than the colouring; so are the canvases of forgotten tiles.
  const spare: Picture[] = [];
  let colours = new ImageData(1, 1);

  function pictureOf(tile: Tile, frame: Frame): Picture {
    const { display, offset } = frame;
    let picture = pictures.get(tile);
    if (picture?.display === display && picture.offset === offset) return picture;
    if (!picture) {
      picture = spareOf(tile) ?? emptyOf(tile, frame);
      pictures.set(tile, picture);
    }
    picture.display = display;
    picture.offset = offset;
    picture.context.putImageData(coloured(tile, frame), 0, 0);
    return picture;
  }

  function spareOf({ width, height }: Tile): Picture | null {
    const at = spare.findIndex(({ canvas }) => canvas.width === width && canvas.height === height);
    return at < 0 ? null : spare.splice(at, 1)[0]!;
  }

  function emptyOf({ width, height }: Tile, { display, offset }: Frame): Picture {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    // Read-optimised canvases stay in main memory, where the colours are written.
    const context = contextOf(canvas, { alpha: false, willReadFrequently: true });
    return { canvas, context, display, offset };
  }

  function forget(tile: Tile): void {
    const picture = pictures.get(tile);
    pictures.delete(tile);
    if (picture) spare.unshift(picture);
    spare.length = Math.min(spare.length, SPARE);
  }

  function coloured(tile: Tile, { display, offset, channelOffsets = [0, 0] }: Frame): ImageData {
    const { low, high, colours: table, missing, look } = display;
    const { width, height, pixels, channels } = tile;
    const [green, blue] = channelOffsets;
    const shifted = look && channels && lookWithout(look, [offset, green, blue]);
    if (colours.width !== width || colours.height !== height) colours = new ImageData(width, height);
    const packed = new Uint32Array(colours.data.buffer);
    for (let y = 0; y < height; y++) {
      const row = height - 1 - y;
      const target = packed.subarray(row * width, (row + 1) * width);
      const part = (of: Float32Array): Float32Array => of.subarray(y * width, (y + 1) * width);
      if (shifted)
        compositeInto(target, part(pixels), part(channels[0]), part(channels[1]), shifted, missing, 'quick');
      else paintInto(target, part(pixels), low - offset, high - offset, table, missing);
    }
    return colours;
  }

  function clear(background: Colour): void {
    context.fillStyle = background.css;
    context.fillRect(0, 0, element.width, element.height);
  }

  function prepare(frame: Frame): void {
    for (const tile of frame.tiles) pictureOf(tile, frame);
  }

  function paint(frame: Frame): void {
    clear(frame.background);
    context.imageSmoothingQuality = 'low';
    for (const tile of frame.tiles) {
      const place = placeTile(tile, frame.viewport, frame.image, frame.devicePixelRatio);
      if (!place) continue;
      const { canvas } = pictureOf(tile, frame);
      context.imageSmoothingEnabled = isSmooth(tile, frame);
      context.drawImage(
        canvas,
        place.sourceX0,
        tile.height - place.sourceY1,
        place.sourceX1 - place.sourceX0,
        place.sourceY1 - place.sourceY0,
        place.left,
        place.top,
        place.right - place.left,
        place.bottom - place.top,
      );
    }
  }

  function resize(width: number, height: number): void {
    element.width = width;
    element.height = height;
  }

  function destroy(): void {
    pictures.clear();
    spare.length = 0;
    element.remove();
  }

  return {
    kind: 'canvas',
    element,
    prepare,
    paint,
    clear,
    resize,
    forget,
    destroy,
  };
}

function contextOf(
  canvas: HTMLCanvasElement,
  settings: CanvasRenderingContext2DSettings,
): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('The browser gave no 2D drawing context.');
  return context;
}
