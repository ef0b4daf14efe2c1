import path from 'node:path';
import { invariant } from '../../core/errors/index.ts';
import { invertMaps } from '../../core/image/index.ts';
import { applyLevels, packHexColour } from '../../core/colormap/index.ts';
import {
  buildStretchTable,
  EQUALISED_COUNTS,
  NEUTRAL,
  paintInto,
  type DisplayStretch,
} from '../../core/stretch/index.ts';
import { silentWork, type ImageValue, type StepValue } from '../../engine/index.ts';
import { applyAction, makeStep, type Document, type Recipe } from '../../shared/index.ts';
import { imageDocument, STEPS } from '../imageRecipe.ts';
import { printJson } from '../output.ts';
import { coloursOf } from '../picture/colours.ts';
import { paintPicture } from '../picture/paintPicture.ts';
import { starPlaces } from '../picture/starPlaces.ts';
import { writePicture } from '../picture/writePicture.ts';
import { stretchName, type RenderFlags } from '../renderOptions.ts';
import { withFile, type Parts } from '../session.ts';
import { UsageError } from '../usageError.ts';
import { renderComposite } from './renderComposite.ts';

/** `asterism render`: the picture as PNG, first row of the image at the bottom. */
export async function render(argument: string | undefined, options: RenderFlags): Promise<void> {
  if (path.extname(options.output).toLowerCase() !== '.png')
    throw new UsageError(
      `The picture is written as PNG; give -o a name that ends in .png, not "${options.output}".`,
    );
  if (options.rgb) return renderComposite(argument, options.rgb, options);
  if (argument === undefined) throw new UsageError('Name a file, or three of them with --rgb.');
  for (const name of ['Q', 'minimum', 'weights'] as const)
    if (options[name] !== undefined) throw new UsageError(`--${name} belongs to --rgb only.`);
  return renderImage(argument, options);
}

async function renderImage(argument: string, options: RenderFlags): Promise<void> {
  if (options.zscale && options.percentile)
    throw new UsageError('The limits are by --zscale or by --percentile, not by both.');
  const stretch = stretchName(options.stretch ?? 'book');
  const { contrast, bias, invert = false, colormap = 'grey' } = { ...NEUTRAL, ...options };
  const map = await coloursOf(colormap, invert);
  const stars = await starPlaces(options.overlay);
  await withFile(argument, async ({ parts, file, handle, open, imageHdu, section, source }) => {
    const hdu = imageHdu();
    await source(hdu);
    const opened = imageDocument(handle, hdu.index, section(hdu));
    const shown = { type: 'set-stretch', image: 'i1', stretch, inRange: null } as const;
    const document = applyAction(withLimits(opened, options), shown);
    const wanted = [STEPS.picture, STEPS.limits];
    const found = await parts.evaluator.evaluateAll(document.recipe, wanted, silentWork(), { load: true });
    const [image, limits] = found.map(({ value }) => value) as [StepValue, StepValue];
    invariant(image.kind === 'image' && limits.kind === 'limits', 'a picture is an image with limits');
    const domain = image.maps.filter((step) => step.map === 'arcsinh-normalise');
    const raw = [invertMaps(domain, limits.low), invertMaps(domain, limits.high)] as const;
    const levels = await levelsOf(parts, document.recipe, image, { stretch, raw, contrast, bias });
    const colours = applyLevels(levels, map);
    const missing = packHexColour(document.images[0]!.missing);
    const { offset, window } = image.base;
    const picture = await paintPicture(parts.pool, [image], (target, [pixels]) =>
      paintInto(target, pixels!, raw[0] - offset, raw[1] - offset, colours, missing),
    );
    const inputs = [open.file.path, ...(options.overlay === undefined ? [] : [options.overlay])];
    await writePicture(picture, { target: options.output, inputs, file, window, stars });
    const { width, height } = picture;
    if (options.json)
      printJson({
        limits: [limits.low, limits.high],
        raw_limits: raw,
        width,
        height,
        stretch,
        colormap,
        invert,
        contrast,
        bias,
      });
    else
      process.stdout.write(
        `${width} x ${height}, limits ${limits.low} and ${limits.high} (${raw[0]} and ${raw[1]} in the data).\n`,
      );
  });
}

/** The document with the limits that were asked for; else they are those of an image just opened. */
function withLimits(document: Document, { zscale, percentile }: RenderFlags): Document {
  if (zscale)
    return applyAction(document, { type: 'set-limits', image: 'i1', method: 'zscale-limits', params: {} });
  if (!percentile) return document;
  const [low, high] = percentile;
  return applyAction(document, { type: 'set-params', step: STEPS.limits, params: { low, high } });
}

interface Shades {
  readonly stretch: DisplayStretch;
  /** Limits as raw values. */
  readonly raw: readonly [number, number];
  readonly contrast: number;
  readonly bias: number;
}

/** The display table, as the window has it. */
async function levelsOf(
  { evaluator }: Parts,
  { steps }: Recipe,
  { base }: ImageValue,
  { stretch, raw: [low, high], contrast, bias }: Shades,
): Promise<Uint8Array> {
  const { offset, facts } = base;
  const mapping = {
    ...{ stretch, low: low - offset, high: high - offset, offset, contrast, bias },
    maximum: facts.extrema?.maximum ?? Number.NaN,
  };
  if (stretch !== 'histogram' || !(low < high)) return buildStretchTable(mapping);
  const params = { range: [low, high], ...EQUALISED_COUNTS };
  const counting = makeStep('counts', 'histogram', params, { image: STEPS.crop });
  const recipe = { version: 1 as const, steps: [...steps, counting] };
  const { value } = await evaluator.evaluate(recipe, counting.id, silentWork(), { load: false });
  invariant(value.kind === 'histogram', 'a histogram is counts');
  return buildStretchTable({ ...mapping, histogram: value });
}
