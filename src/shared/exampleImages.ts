import { AppError } from '../core/errors/index.ts';
import type { DerivedAction } from './derivedActions.ts';
import type { Document, ImageView } from './document.ts';
import { imageOf, withParams } from './imageEdits.ts';
import { makeStep } from './makeStep.ts';
import { imageSteps, withNewImage } from './newImage.ts';

type Example = Extract<DerivedAction, { type: 'add-image-example' }>['example'];
type Apply = (document: Document, action: DerivedAction) => Document;

/** Between the contrast of the points of the second example and that of the crests of its background. */
const EXAMPLE_CONTRAST = 0.03;
/** Section of the bundled sample's image: all of it. */
const SAMPLE_HDU = 0;

/** The document with one of the worked examples on images open as the chapter's figure: its panels side by side. */
export function imageExample(
  document: Document,
  example: Example,
  handle: string | undefined,
  apply: Apply,
): Document {
  const before = new Set(document.images.map(({ id }) => id));
  const made = figures[example](document, apply, handle);
  const panels = made.images.filter(({ id }) => !before.has(id)).map(({ id }) => id);
  return {
    ...made,
    layout: {
      ...made.layout,
      side: 'image',
      plots: 0,
      panels,
      drawerFolded: example !== 'local-maxima' || made.layout.drawerFolded,
      arrangement: 'tiled',
      lock: 'pixel',
    },
  };
}

const figures: Readonly<
  Record<Example, (document: Document, apply: Apply, handle: string | undefined) => Document>
> = {
  /** Three panels: the image, Otsu's threshold, the adaptive one. */
  'dynamic-threshold'(document, apply) {
    const open = withExample(document, 'dynamic-threshold', 'Image');
    const image = open.active!;
    const otsu = named(
      apply(open, { type: 'derive-image', image, operation: 'otsu', params: {} }),
      'Otsu (global)',
    );
    const adaptive = apply(otsu, {
      type: 'derive-image',
      image,
      operation: 'adaptive',
      params: { block_size: 3, offset: 0 },
    });
    return named(adaptive, 'Adaptive, block 3');
  },
  /** Every local maximum circled; beside it only those that stand out from their neighbourhood, cut on their distribution. */
  'local-maxima'(document, apply) {
    const open = withExample(document, 'local-maxima', 'All local maxima');
    const every = withImageChange(open, open.active!, {
      detecting: true,
      circles: 'teal',
    });
    const all = withParams(every.recipe, imageOf(every, open.active!).steps.cut, { flux_cut: -10 });
    const second = named(
      apply({ ...every, recipe: all }, { type: 'duplicate-image', image: open.active! }),
      'Standing out from their neighbourhood',
    );
    const shown = withImageChange(second, second.active!, { detecting: false });
    return apply(shown, {
      type: 'measure-image',
      image: shown.active!,
      operation: 'contrast-peaks',
      params: {},
      cut: { column: 'contrast', low: EXAMPLE_CONTRAST },
    });
  },
  /** The picture, and the picture with a circle on each maximum above 0.5. */
  'stellar-cluster'(document, apply, handle) {
    if (handle === undefined) throw new AppError('bad-argument', 'The stellar cluster needs the sample.');
    const { source } = imageSteps(`i${document.nextImage}`);
    const step = makeStep(source, 'source', { hdu: SAMPLE_HDU }, {}, handle);
    const open = withNewImage(document, step, null, { handle, title: 'Picture' });
    const second = named(apply(open, { type: 'duplicate-image', image: open.active! }), 'Maxima above 0.5');
    return withImageChange(second, second.active!, { detecting: true });
  },
};

function withExample(document: Document, name: string, title: string): Document {
  const { source } = imageSteps(`i${document.nextImage}`);
  const step = makeStep(source, 'example-image', { name }, {});
  const made = withNewImage(document, step, null, { handle: null, title, stretch: 'linear' });
  const { steps } = imageOf(made, made.active!);
  const raw = made.recipe.steps.map((one) =>
    one.id === steps.limits || one.id === steps.rescale
      ? { ...one, inputs: { ...one.inputs, image: steps.crop } }
      : one,
  );
  const recipe = withParams({ ...made.recipe, steps: raw }, steps.limits, { low: 0, high: 100 });
  return { ...made, recipe };
}

function named(document: Document, title: string): Document {
  return withImageChange(document, document.active!, { title });
}

function withImageChange(document: Document, id: string, change: Partial<ImageView>): Document {
  const images = document.images.map((image) => (image.id === id ? { ...image, ...change } : image));
  return { ...document, images };
}
