import { AppError } from '../core/errors/index.ts';
import { isImageShape, OPERATIONS, type Operation } from '../core/operations/index.ts';
import { withOwnChannels } from './compositeReducer.ts';
import type { DerivedAction } from './derivedActions.ts';
import type { Document, ImageView } from './document.ts';
import { imageExample } from './exampleImages.ts';
import { imageOf, withParams } from './imageEdits.ts';
import { makeStep } from './makeStep.ts';
import { imageSteps, withNewImage } from './newImage.ts';
import { withNewTable } from './newTable.ts';
import { madeMeaning } from './pixelMeaning.ts';
import { findStep } from './recipe.ts';

/** The document after something was made of open images. */
export function applyDerivedAction(document: Document, action: DerivedAction): Document {
  switch (action.type) {
    case 'derive-image':
      return deriveImage(document, action);
    case 'duplicate-image':
      return duplicateImage(document, imageOf(document, action.image));
    case 'measure-image':
      return measureImage(document, action);
    case 'add-image-example':
      return imageExample(document, action.example, action.handle, applyDerivedAction);
  }
}

type Made = Pick<
  Extract<DerivedAction, { type: 'derive-image' }>,
  'image' | 'operation' | 'params' | 'others'
>;

function deriveImage(document: Document, made: Made): Document {
  const image = imageOf(document, made.image);
  const operation = operationOf(made.operation);
  if (!isImageShape(operation.shape))
    throw new AppError('bad-argument', `${operation.title} does not make an image of an image.`);
  const inputs = inputsOf(document, operation, made);
  const { source } = imageSteps(`i${document.nextImage}`);
  const step = makeStep(source, operation.name, made.params, inputs);
  const meaning = madeMeaning(document.recipe, operation, inputs['image']);
  const { handle, contrast, bias, missing, stretch, colormap, inverted } = image;
  const about = { handle, madeOf: image.id, contrast, bias, missing };
  if (meaning !== 'values') {
    const next = withNewImage(document, step, null, about);
    const limits = meaning === 'binary' ? ([0, 1] as const) : null;
    return withRawPicture(next, next.active!, limits, { stretch: 'linear' });
  }
  // Like the image that it is made of, so that the two can be compared; a new image has the book's stretch.
  const next = withNewImage(document, step, null, { ...about, colormap, inverted });
  return stretch === 'book' ? next : withRawPicture(next, next.active!, null, { stretch });
}

/** The image shown from its raw pixels, between limits or at percentiles. */
function withRawPicture(
  document: Document,
  id: string,
  limits: readonly [number, number] | null,
  about: Partial<ImageView>,
): Document {
  const { steps } = imageOf(document, id);
  const raw = document.recipe.steps.map((step) =>
    step.id === steps.limits || step.id === steps.rescale
      ? { ...step, inputs: { ...step.inputs, image: steps.crop } }
      : step,
  );
  const recipe = withParams({ ...document.recipe, steps: raw }, steps.rescale, { in_range: limits });
  const images = document.images.map((image) => (image.id === id ? { ...image, ...about } : image));
  return { ...document, recipe, images };
}

function duplicateImage(document: Document, image: ImageView): Document {
  const source = findStep(document.recipe, image.steps.source)!;
  const section = findStep(document.recipe, image.steps.crop)?.params['section'] ?? null;
  const next = imageSteps(`i${document.nextImage}`);
  const { id: _id, steps: _steps, ...about } = image;
  const made = withNewImage(document, { ...source, id: next.source }, section, about);
  // The chain as it stands: the same operations with the same parameters, on steps of its own.
  const renamed = new Map(
    Object.entries(image.steps).map(([name, id]) => [id, next[name as keyof typeof next]]),
  );
  const steps = made.recipe.steps.map((step) => {
    const original = [...renamed].find(([, id]) => id === step.id)?.[0];
    const from = original === undefined ? undefined : findStep(document.recipe, original);
    if (!from) return step;
    const inputs = Object.entries(from.inputs).map(([name, id]) => [name, renamed.get(id) ?? id]);
    return { ...from, id: step.id, inputs: Object.fromEntries(inputs) };
  });
  return withOwnChannels({ ...made, recipe: { ...made.recipe, steps } }, made.active!, image.steps.crop);
}

function measureImage(document: Document, made: Extract<DerivedAction, { type: 'measure-image' }>): Document {
  const image = imageOf(document, made.image);
  const operation = operationOf(made.operation);
  if (operation.shape.kind !== 'measure')
    throw new AppError('bad-argument', `${operation.title} does not measure a table.`);
  const inputs = inputsOf(document, operation, made);
  const step = makeStep(`t${document.nextTable}.source`, operation.name, made.params, inputs);
  const next = withNewTable(document, step, { name: operation.title, image: image.id });
  return made.cut ? withCut(next, step.id, made.cut) : next;
}

/** The table on, and a step that keeps the rows above a cut. */
function withCut(
  document: Document,
  input: string,
  { column, low }: { readonly column: string; readonly low: number },
): Document {
  const id = document.activeTable!;
  const where = { op: 'range', column, low, high: null };
  const step = makeStep(`${id}.cut`, 'select-rows', { where }, { table: input });
  return {
    ...document,
    recipe: { ...document.recipe, steps: [...document.recipe.steps, step] },
    tables: document.tables.map((table) =>
      table.id === id ? { ...table, chain: [...table.chain, step.id] } : table,
    ),
  };
}

function operationOf(name: string): Operation {
  const operation = OPERATIONS.get(name);
  if (!operation) throw new AppError('bad-argument', `There is no operation "${name}".`);
  return operation;
}

/** The steps that an operation on images takes: the raw pixels, after the crop. */
function inputsOf(
  document: Document,
  operation: Operation,
  { image, others = {} }: Made,
): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const [name, kind] of Object.entries(operation.inputs)) {
    if (kind !== 'image')
      throw new AppError('bad-argument', `${operation.title} takes ${kind}, not images alone.`);
    const id = name === 'image' ? image : others[name];
    if (id === undefined)
      throw new AppError('bad-argument', `${operation.title} also takes an image as "${name}".`, {
        remedy: 'Choose one.',
      });
    inputs[name] = imageOf(document, id).steps.crop;
  }
  return inputs;
}
