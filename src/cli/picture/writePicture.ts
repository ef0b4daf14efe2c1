import { PNG } from 'pngjs';
import { packColour } from '../../core/colormap/index.ts';
import { drawRing } from '../../core/image/index.ts';
import { atomicWrite } from '../../engine/index.ts';
import type { PlaneWindow } from '../../shared/planes.ts';
import { reportWarnings } from '../report.ts';
import type { Picture } from './paintPicture.ts';
import type { StarPlace } from './starPlaces.ts';

const RING_RADIUS = 6;
const RING_COLOUR = packColour(255, 150, 30);

interface PictureOutput {
  readonly target: string;
  /** Files that must not be written over. */
  readonly inputs: readonly string[];
  /** The file as the person named it. */
  readonly file: string;
  /** Of the image that is shown. */
  readonly window: PlaneWindow;
  readonly stars: readonly StarPlace[];
}

/** Writes a picture as PNG, with rings around stars; one that is reduced is told of. */
export async function writePicture(
  picture: Picture,
  { target, inputs, file, window, stars }: PictureOutput,
): Promise<void> {
  const { width, height, reduction } = picture;
  if (reduction > 1)
    reportWarnings(file, [
      {
        code: 'reduced',
        message: `the picture is reduced ${reduction} times, to ${width} x ${height}.`,
      },
    ]);
  for (const star of stars) circle(picture, star.x - 1 - window.x0, star.y - 1 - window.y0);
  await atomicWrite(target, inputs, async (output) => {
    await output.writeFile(encodePng(picture));
  });
}

function circle(picture: Picture, x: number, y: number): void {
  const scale = 1 / picture.reduction;
  // The centre of pixel 0 of a reduced picture lies between those of the pixels it averages.
  const at = (value: number): number => (value + 0.5) * scale - 0.5;
  drawRing(picture, at(x), picture.height - 1 - at(y), RING_RADIUS, 1.4, RING_COLOUR);
}

function encodePng({ width, height, pixels }: Picture): Buffer {
  // Given its size at once it would make pixels of its own, as many as there are.
  const png = Object.assign(new PNG(), { width, height, data: Buffer.from(pixels.buffer) });
  return PNG.sync.write(png, { colorType: 2, inputColorType: 6, inputHasAlpha: true });
}
