import { isImageShape, OPERATIONS, type Operation } from '../../../core/operations/index.ts';
import type { Arrangement } from '../../../shared/index.ts';
import { lockColours, matchColours } from '../matchColours.ts';
import type { Command } from './command.ts';

const hasSeveral: Command['enabled'] = ({ bench }) => bench.store.document.images.length > 1;
const hasImage: Command['enabled'] = ({ bench }) => bench.store.active !== null;

/** The worked examples on images, as the chapter's figures. */
export const IMAGE_EXAMPLES: readonly Command[] = [
  {
    id: 'dynamic-threshold',
    group: 'Examples',
    title: 'Dynamic threshold: Otsu and adaptive',
    keys: [],
    run: ({ bench }) => bench.commands.imageExample('dynamic-threshold'),
  },
  {
    id: 'local-maxima',
    group: 'Examples',
    title: 'Local maxima, and those that stand out',
    keys: [],
    run: ({ bench }) => bench.commands.imageExample('local-maxima'),
  },
  {
    id: 'stellar-cluster',
    group: 'Examples',
    title: 'Stellar cluster: 47 Tucanae, its stars beside it',
    keys: [],
    run: ({ bench }) => void bench.commands.stellarCluster(),
  },
];

const arrangements: readonly (readonly [Arrangement, string])[] = [
  ['single', 'One image at a time'],
  ['tiled', 'Images side by side'],
  ['blink', 'Blink the images'],
  ['swipe', 'Swipe between two images'],
];

/** How several images are looked at together. */
export const ARRANGEMENT_COMMANDS: readonly Command[] = [
  ...arrangements.map(([arrangement, title], i): Command => ({
    id: `arrange-${arrangement}`,
    group: 'Picture',
    title,
    keys: [`Shift+${i + 1}`],
    enabled: hasSeveral,
    checked: ({ bench }) => bench.store.document.layout.arrangement === arrangement,
    run: ({ bench }) => bench.commands.arrange(arrangement),
  })),
  {
    id: 'match-pixel',
    group: 'Picture',
    title: 'Match the other views by pixel',
    keys: [],
    enabled: hasSeveral,
    run: ({ bench }) => bench.viewport.match('pixel'),
  },
  {
    id: 'match-wcs',
    group: 'Picture',
    title: 'Match the other views by sky',
    keys: [],
    enabled: hasSeveral,
    run: ({ bench }) => bench.viewport.match('wcs'),
  },
  {
    id: 'match-colours',
    group: 'Picture',
    title: 'Match colours, stretch and limits of the other images to this one',
    keys: [],
    enabled: hasSeveral,
    run: ({ bench }) => matchColours(bench.store, 'open'),
  },
  {
    id: 'lock-colours',
    group: 'Picture',
    title: 'Lock colours, stretch and limits of the images shown',
    keys: [],
    enabled: hasSeveral,
    checked: ({ bench }) => bench.store.document.layout.lockColours,
    run: ({ bench }) => lockColours(bench.store, !bench.store.document.layout.lockColours),
  },
  {
    id: 'duplicate',
    group: 'Image',
    title: 'Another look at this image',
    keys: ['Mod+D'],
    enabled: hasImage,
    run: ({ bench }) => {
      const image = bench.store.active;
      if (image) bench.store.act({ type: 'duplicate-image', image: image.id });
    },
  },
];

const compareThresholds: Command = {
  id: 'compare-thresholds',
  group: 'Process',
  title: 'Compare thresholds: original, global, adaptive',
  keys: [],
  enabled: hasImage,
  run: ({ bench }) => bench.commands.compareThresholds(),
};

const colourComposite: Command = {
  id: 'colour-composite',
  group: 'Process',
  title: 'Colour composite of three images…',
  keys: [],
  enabled: hasSeveral,
  run: ({ bench }) => void (bench.commands.dialog = 'composite'),
};

const onImages: readonly Operation[] = [...OPERATIONS.values()]
  .filter(
    ({ shape, inputs, group }) =>
      group !== undefined &&
      (isImageShape(shape) || shape.kind === 'measure') &&
      Object.values(inputs).every((kind) => kind === 'image'),
  )
  .filter(({ parameters }) => !Object.values(parameters).some(({ kind }) => (kind as string) === 'regions'));
const takesOneImage = ({ inputs }: Operation): boolean => Object.keys(inputs).join() === 'image';

const onOneImage: readonly Command[] = onImages.filter(takesOneImage).map((operation): Command => ({
  id: `operation-${operation.name}`,
  group: 'Process',
  title: operation.title,
  keys: [],
  enabled: hasImage,
  run: ({ bench }) => bench.commands.operate(operation.name),
}));

/** What operations on several images are looked for by, where their own titles do not say it. */
const SEVERAL_TITLES: Readonly<Record<string, string>> = {
  arithmetic: 'Arithmetic of two images…',
  'mask-with': 'Mask: keep an image where another is on…',
  reproject: 'Reproject onto the pixels of another image…',
  'compare-binary': 'Compare two binary images…',
  'region-intensities': 'Region intensities in another image…',
};

const onSeveralImages: readonly Command[] = onImages
  .filter((operation) => !takesOneImage(operation))
  .map(({ name, title }): Command => ({
    id: `operation-${name}`,
    group: 'Process',
    title: SEVERAL_TITLES[name] ?? `${title}…`,
    keys: [],
    enabled: hasSeveral,
    run: ({ bench }) => bench.commands.ask(name),
  }));

const ways: readonly (readonly [string, string])[] = [
  ['subtract', 'Difference of two images…'],
  ['add', 'Sum of two images…'],
  ['multiply', 'Product of two images…'],
  ['divide', 'Ratio of two images…'],
  ['ratio-difference', 'Relative difference of two images…'],
];

/** Each way of the arithmetic by its own name. */
const arithmetic: readonly Command[] = ways.map(([way, title]) => ({
  id: `arithmetic-${way}`,
  group: 'Process',
  title,
  keys: [],
  enabled: hasSeveral,
  run: ({ bench }) => bench.commands.ask('arithmetic', { way }),
}));

/** Every operation on images: at once where it takes the active one alone, else by its form. */
export const OPERATION_COMMANDS: readonly Command[] = [
  compareThresholds,
  colourComposite,
  ...onOneImage,
  ...arithmetic,
  ...onSeveralImages,
];
