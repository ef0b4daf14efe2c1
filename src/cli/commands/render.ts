import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Papa from 'papaparse';
import { PNG } from 'pngjs';
import { packColour, type ColormapName } from '../../core/colormap/index.ts';
import { AppError, invariant } from '../../core/errors/index.ts';
import { drawRing, invertMaps } from '../../core/image/index.ts';
import type { DisplayStretch } from '../../core/stretch/index.ts';
import { atomicWrite, renderPicture, silentWork, type Picture } from '../../engine/index.ts';
import { applyAction } from '../../shared/index.ts';
import { imageDocument, STEPS } from '../imageRecipe.ts';
import { printJson } from '../output.ts';
import type { RenderFlags } from '../program.ts';
import { FileFailure, reportWarnings } from '../report.ts';
import { withFile } from '../session.ts';
import { UsageError } from '../usageError.ts';

/** Longest side of a picture; larger images are averaged down to it. */
const MAX_SIDE = 8192;
const RING_RADIUS = 6;
const RING_COLOUR = packColour(255, 150, 30);

/** `asterism render`: the picture as PNG, first row of the image at the bottom. */
export async function render(argument: string, options: RenderFlags): Promise<void> {
  if (path.extname(options.output).toLowerCase() !== '.png')
    throw new UsageError(
      `The picture is written as PNG; give -o a name that ends in .png, not "${options.output}".`,
    );
  const overlay = options.overlay === undefined ? [] : await readStars(options.overlay);
  await withFile(argument, async ({ parts, file, handle, open, imageHdu, section, source }) => {
    const hdu = imageHdu();
    await source(hdu);
    const [low, high] = options.percentile;
    let document = imageDocument(handle, hdu.index, section(hdu));
    document = applyAction(
      document,
      options.zscale
        ? { type: 'set-limits', image: 'i1', method: 'zscale-limits', params: {} }
        : { type: 'set-params', step: STEPS.limits, params: { low, high } },
    );
    document = applyAction(document, {
      type: 'set-stretch',
      image: 'i1',
      stretch: options.stretch,
      inRange: null,
    });
    const evaluate = async (step: string) =>
      (await parts.evaluator.evaluate(document.recipe, step, silentWork(), { load: true })).value;
    const image = await evaluate(STEPS.picture);
    const limits = await evaluate(STEPS.limits);
    invariant(image.kind === 'image' && limits.kind === 'limits', 'a picture is an image with limits');
    const style = {
      stretch: options.stretch as DisplayStretch,
      colormap: options.colormap as ColormapName,
      maxSide: MAX_SIDE,
    };
    const picture = await renderPicture(parts.pool, image, limits, style);
    if (picture.reduction > 1)
      reportWarnings(file, [
        {
          code: 'reduced',
          message: `the picture is reduced ${picture.reduction} times, to ${picture.width} x ${picture.height}.`,
        },
      ]);
    const { window } = image.base;
    for (const star of overlay) circle(picture, star.x - 1 - window.x0, star.y - 1 - window.y0);
    await atomicWrite(
      options.output,
      [open.file.path, ...(options.overlay ? [options.overlay] : [])],
      async (output) => {
        await output.writeFile(encodePng(picture));
      },
    );
    const domain = image.maps.filter((map) => map.map === 'arcsinh-normalise');
    const raw = [invertMaps(domain, limits.low), invertMaps(domain, limits.high)];
    const { width, height } = picture;
    if (options.json)
      printJson({
        limits: [limits.low, limits.high],
        raw_limits: raw,
        width,
        height,
        stretch: options.stretch,
      });
    else
      process.stdout.write(
        `${width} x ${height}, limits ${limits.low} and ${limits.high} (${raw[0]} and ${raw[1]} in the data).\n`,
      );
  });
}

function circle(picture: Picture, x: number, y: number): void {
  const scale = 1 / picture.reduction;
  // The centre of pixel 0 of a reduced picture lies between those of the pixels it averages.
  const at = (value: number): number => (value + 0.5) * scale - 0.5;
  drawRing(picture, at(x), picture.height - 1 - at(y), RING_RADIUS, 1.4, RING_COLOUR);
}

function encodePng({ width, height, pixels }: Picture): Buffer {
  const png = new PNG({ width, height });
  png.data = Buffer.from(pixels.buffer);
  return PNG.sync.write(png, { colorType: 2, inputColorType: 6, inputHasAlpha: true });
}

/** The x and y columns of a catalogue. */
async function readStars(file: string): Promise<{ x: number; y: number }[]> {
  try {
    const text = await readFile(file, 'utf8');
    const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    if (!meta.fields?.includes('x') || !meta.fields.includes('y'))
      throw new AppError('bad-argument', 'The catalogue has no columns x and y.');
    return data.map((row, i) => {
      const star = { x: Number(row['x']), y: Number(row['y']) };
      if (Number.isFinite(star.x) && Number.isFinite(star.y) && row['x'] !== '' && row['y'] !== '')
        return star;
      throw new AppError('bad-argument', `Row ${i + 1} of the catalogue has no position.`);
    });
  } catch (error) {
    if (error instanceof AppError) throw new FileFailure(file, error);
    throw new FileFailure(
      file,
      new AppError('file-unreadable', 'Cannot read the catalogue.', { cause: error }),
    );
  }
}
