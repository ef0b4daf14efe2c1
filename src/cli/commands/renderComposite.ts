import { packHexColour } from '../../core/colormap/index.ts';
import {
  automaticLook,
  compositeInto,
  LEVEL_PERCENTILES,
  liesOnSky,
  lookWithout,
  type ChannelLevels,
  type CompositeLook,
  type ImagePlace,
  type Triple,
} from '../../core/composite/index.ts';
import { AppError, invariant } from '../../core/errors/index.ts';
import { silentWork, type ImageValue, type StepValue } from '../../engine/index.ts';
import { applyAction, EMPTY_DOCUMENT, makeStep, type Document, type Recipe } from '../../shared/index.ts';
import { printJson } from '../output.ts';
import { paintPicture } from '../picture/paintPicture.ts';
import { starPlaces } from '../picture/starPlaces.ts';
import { writePicture } from '../picture/writePicture.ts';
import { stretchNumber, type RenderFlags } from '../renderOptions.ts';
import { FileFailure } from '../report.ts';
import { openAnother, withFile, type Parts, type Session } from '../session.ts';
import { UsageError } from '../usageError.ts';

/** Something for each of red, green and blue. */
type Channels<T> = readonly [T, T, T];

const IMAGES = { red: 'i1', green: 'i2', blue: 'i3' } as const;

/** `asterism render --rgb`: a colour picture of three images on the pixels of the first. */
export async function renderComposite(
  argument: string | undefined,
  files: readonly string[],
  options: RenderFlags,
): Promise<void> {
  const [redFile, greenFile, blueFile] = files;
  if (argument !== undefined || files.length !== 3)
    throw new UsageError('--rgb takes three files, those for red, green and blue, and there is no other.');
  for (const name of ['percentile', 'zscale', 'colormap', 'invert', 'contrast', 'bias'] as const)
    if (options[name] !== undefined) throw new UsageError(`--${name} does not belong to --rgb.`);
  const stretch = options.stretch === undefined ? undefined : stretchNumber(options.stretch);
  const stars = await starPlaces(options.overlay);
  await withFile(
    redFile!,
    async (red) => {
      const sessions = [red, await openAnother(red, greenFile!), await openAnother(red, blueFile!)] as const;
      const opened = await openedDocument(sessions);
      const look = lookOf(await levelsOf(sessions, opened), options, stretch);
      const document = await composed(sessions, opened, look);
      const images = await channelsOf(sessions, document);
      const shifted = lookWithout(look, images.map(({ base }) => base.offset) as unknown as Triple);
      const missing = packHexColour(document.images.at(-1)!.missing);
      const picture = await paintPicture(red.parts.pool, images, (target, [r, g, b]) =>
        compositeInto(target, r!, g!, b!, shifted, missing),
      );
      const inputs = sessions.map(({ open }) => open.file.path);
      await writePicture(picture, {
        target: options.output,
        inputs: options.overlay === undefined ? inputs : [...inputs, options.overlay],
        file: red.file,
        window: images[0].base.window,
        stars,
      });
      report(picture, look, options);
    },
    null,
  );
}

/** The document with the three images, as the window opens them. */
async function openedDocument(sessions: Channels<Session>): Promise<Document> {
  let document = EMPTY_DOCUMENT;
  await onEach(sessions, async ({ handle, imageHdu, section, source }) => {
    const hdu = imageHdu();
    await source(hdu);
    document = applyAction(document, { type: 'add-image', handle, hdu: hdu.index, section: section(hdu) });
  });
  return document;
}

function levelsOf(
  sessions: Channels<Session>,
  { recipe, images }: Document,
): Promise<Channels<ChannelLevels>> {
  return onEach(sessions, async ({ parts }, at) => {
    const input = { image: images[at]!.steps.crop };
    const step = makeStep('levels', 'percentile-limits', LEVEL_PERCENTILES, input);
    const value = await valueOf(parts, { ...recipe, steps: [...recipe.steps, step] }, step.id, false);
    invariant(value.kind === 'limits', 'percentiles are limits');
    return { background: value.low, bright: value.high };
  });
}

/** The look that was asked for; what was not is found from the pixels, as in the window. */
function lookOf(
  levels: Channels<ChannelLevels>,
  { Q, minimum, weights }: RenderFlags,
  stretch: number | undefined,
): CompositeLook {
  const automatic = automaticLook(levels);
  const own = minimum !== undefined || stretch !== undefined;
  return {
    method: 'lupton',
    minimum: minimum ?? automatic.minimum,
    // Who says what is black or how bright it gets has the colours of the pixels themselves.
    weights: weights ?? (own ? [1, 1, 1] : automatic.weights),
    stretch: stretch ?? automatic.stretch,
    q: Q ?? automatic.q,
  };
}

/** The document with the composite, the channels of which are laid on red by the sky where that is needed. */
async function composed(
  sessions: Channels<Session>,
  document: Document,
  look: CompositeLook,
): Promise<Document> {
  const [red, green, blue] = await onEach(sessions, async ({ parts }, at): Promise<ImagePlace> => {
    const value = await valueOf(parts, document.recipe, document.images[at]!.steps.crop, false);
    invariant(value.kind === 'image', 'a channel is an image');
    const { width, height, x0, y0 } = value.base.window;
    return { width, height, originX: x0, originY: y0, wcs: value.wcs };
  });
  const onSky = {
    green: await about(sessions[1], () => liesOnSky(red, green, 'green')),
    blue: await about(sessions[2], () => liesOnSky(red, blue, 'blue')),
  };
  return applyAction(document, { type: 'make-composite', images: IMAGES, onSky, look: look as never });
}

/** The pixels of red, green and blue, on each other. */
function channelsOf(sessions: Channels<Session>, document: Document): Promise<Channels<ImageValue>> {
  const { steps, rgb } = document.images.at(-1)!;
  const wanted = [steps.crop, rgb!.green, rgb!.blue] as const;
  return onEach(sessions, async ({ parts }, at) => {
    const value = await valueOf(parts, document.recipe, wanted[at]!, true);
    invariant(value.kind === 'image', 'a channel is an image');
    if (value.base.facts.extrema?.finite === 0)
      throw new AppError('no-data', 'No pixel of this image lies on the image for red.', {
        remedy: 'Choose images of the same part of the sky.',
      });
    return value;
  });
}

async function valueOf(parts: Parts, recipe: Recipe, step: string, load: boolean): Promise<StepValue> {
  return (await parts.evaluator.evaluate(recipe, step, silentWork(), { load })).value;
}

/** Work on each of the files, one after another; failures name the file. */
async function onEach<T>(
  sessions: Channels<Session>,
  work: (session: Session, at: number) => Promise<T>,
): Promise<Channels<T>> {
  const done: T[] = [];
  for (const [at, session] of sessions.entries()) done.push(await about(session, () => work(session, at)));
  return done as unknown as Channels<T>;
}

/** Work on one of the files; failures name it. */
async function about<T>({ file }: Session, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FileFailure ? error : new FileFailure(file, error);
  }
}

function report(
  { width, height }: { readonly width: number; readonly height: number },
  { minimum, weights, stretch, q }: CompositeLook,
  { json = false }: RenderFlags,
): void {
  if (json) printJson({ width, height, minimum, weights, stretch, Q: q });
  else
    process.stdout.write(
      `${width} x ${height}, minimum ${minimum.join(', ')}, weights ${weights.join(', ')}, stretch ${stretch}, Q ${q}.\n`,
    );
}
