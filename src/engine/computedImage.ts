import { AppError, invariant } from '../core/errors/index.ts';
import {
  exampleImage,
  mappedPixels,
  resultFrame,
  type Frame,
  type Operation,
  type ParameterValues,
  type Section,
} from '../core/operations/index.ts';
import { SYNTH_RECIPES } from '../core/synth/index.ts';
import type { Step } from '../shared/index.ts';
import type { BasePixels } from './basePixels.ts';
import { contentKey } from './contentKey.ts';
import { measuredTable, refuseOverBudget } from './imageComputation.ts';
import type { PixelStore } from './pixelStore.ts';
import { preparedFacts } from './preparedFacts.ts';
import { tableValue, type TableRun } from './tableSteps/index.ts';
import type { Evaluated, ImageValue, StepValue, TableValue } from './values.ts';

type Images = Readonly<Record<string, ImageValue>>;

/** The image that an operation makes of others; its pixels are computed when they are first wanted. */
export function computedImage(
  pixels: PixelStore,
  key: string,
  operation: Operation,
  step: Step,
  given: ReadonlyMap<string, Evaluated>,
): ImageValue {
  const images = imageInputs(pixels, operation, given);
  const image = images['image']!;
  const values = step.params as ParameterValues;
  const frames = framesOf(images);
  const frame = resultFrame(operation, values, frames);
  refuseEmpty(operation, frame);
  if (operation.shape.kind === 'local') refuseOtherSizes(operation, frames);
  const inputs = readInputs(operation, images);
  const base = pixels.computed(contentKey('computed', key), { operation, values, inputs, frames, frame });
  const meaning = operation.meaning === 'kept' ? image.meaning : (operation.meaning ?? 'values');
  const unit = operation.group === 'filter' || operation.group === 'geometry' ? image.unit : '';
  const { warnings } = image;
  return { kind: 'image', base, maps: [], unit, wcs: frame.wcs, planes: 1, meaning, warnings };
}

/** The synthetic image of a worked example. */
export function exampleOf(pixels: PixelStore, name: string): ImageValue {
  const recipe = SYNTH_RECIPES.get(name);
  if (!recipe) throw new AppError('bad-argument', `There is no example "${name}".`);
  const length = (parameter: string): number => Number(recipe.parameters[parameter]!.default);
  const [width, height] = [length('width'), length('height')];
  const frame: Frame = { width, height, pixelType: 'float64', originX: 0, originY: 0, wcs: null };
  const values = { name };
  const base = pixels.computed(contentKey('example', name), {
    operation: exampleImage,
    values,
    inputs: {},
    frames: {},
    frame,
  });
  const about = { unit: '', wcs: null, planes: 1, meaning: 'values', warnings: [] } as const;
  return { kind: 'image', base, maps: [], ...about };
}

/** The image inputs of a step by name, with pixels that can be read as they are: maps are made real. */
export function imageInputs(
  pixels: PixelStore,
  operation: Operation,
  given: ReadonlyMap<string, Evaluated>,
): Images {
  const images: Record<string, ImageValue> = {};
  for (const [name, kind] of Object.entries(operation.inputs)) {
    const value = given.get(name)?.value;
    if (kind !== 'image') continue;
    invariant(value?.kind === 'image', `the input "${name}" is an image`);
    images[name] = withoutMaps(pixels, value);
  }
  return images;
}

/** The table that an operation measures on images. */
export async function measuredOn(
  run: TableRun,
  pixels: PixelStore,
  operation: Operation,
  step: Step,
  images: Images,
): Promise<TableValue> {
  const values = step.params as ParameterValues;
  const frames = framesOf(images);
  refuseOtherSizes(operation, frames);
  const inputs = readInputs(operation, images);
  const { parts, work } = run;
  refuseOverBudget(operation, Object.values(inputs), pixels.budgetBytes);
  const planes = await pixels.planes(inputs, work);
  const facts = await preparedFacts(parts.pool, { operation, values, inputs }, planes['image']!, work);
  const { columns } = await measuredTable(
    parts.pool,
    { operation, values, inputs, frames },
    facts,
    planes,
    work,
  );
  const table = await parts.tables.open({ kind: 'columns', columns }, work);
  return tableValue(table, run.key);
}

/** A section (the whole where it is null) of an image that was computed. */
export function sectionOf(pixels: PixelStore, value: StepValue, section: Section | null): ImageValue {
  invariant(value.kind === 'image', 'only images have sections');
  return section ? { ...value, base: pixels.section(value.base, section) } : value;
}

export function frameOf({ base, wcs }: ImageValue): Frame {
  const { x0, y0, width, height } = base.window;
  return { width, height, pixelType: base.pixelType, originX: x0, originY: y0, wcs };
}

/** The image with its maps made real. */
export function withoutMaps(pixels: PixelStore, image: ImageValue): ImageValue {
  const { base, maps } = image;
  if (maps.length === 0) return image;
  const frame = frameOf(image);
  const mapped = pixels.computed(contentKey('mapped', base.key, maps), {
    operation: mappedPixels,
    values: {},
    inputs: { image: base },
    frames: { image: frame },
    frame,
    facts: { maps },
  });
  return { ...image, base: mapped, maps: [] };
}

function framesOf(images: Images): Record<string, Frame> {
  return Object.fromEntries(Object.entries(images).map(([name, image]) => [name, frameOf(image)]));
}

/** Of a geometric operation's inputs only the image is read; the others lend their frames. */
function readInputs(operation: Operation, images: Images): Record<string, BasePixels> {
  const names = operation.shape.kind === 'geometric' ? ['image'] : Object.keys(images);
  return Object.fromEntries(names.map((name) => [name, images[name]!.base]));
}

function refuseOtherSizes(operation: Operation, frames: Readonly<Record<string, Frame>>): void {
  const { width, height } = frames['image']!;
  for (const [name, other] of Object.entries(frames))
    if (other.width !== width || other.height !== height)
      throw new AppError(
        'bad-argument',
        `${operation.title} takes images of one size; "image" has ${width} × ${height} pixels and "${name}" ${other.width} × ${other.height}.`,
        { remedy: 'Reproject one onto the other, or crop both alike.' },
      );
}

function refuseEmpty(operation: Operation, { width, height }: Frame): void {
  if (width >= 1 && height >= 1 && width * height <= Number.MAX_SAFE_INTEGER / 8) return;
  throw new AppError(
    'bad-argument',
    `${operation.title} would give an image of ${width} × ${height} pixels.`,
  );
}
