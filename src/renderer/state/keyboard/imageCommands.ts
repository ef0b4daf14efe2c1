import { isImageShape, OPERATIONS } from '../../../core/operations/index.ts';
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

const onOneImage: readonly Command[] = [...OPERATIONS.values()]
  .filter(
    ({ shape, inputs, group }) =>
      group !== undefined &&
      (isImageShape(shape) || shape.kind === 'measure') &&
      Object.keys(inputs).join() === 'image',
  )
  .filter(({ parameters }) => !Object.values(parameters).some(({ kind }) => (kind as string) === 'regions'))
  .map((operation): Command => ({
    id: `operation-${operation.name}`,
    group: 'Process',
    title: operation.title,
    keys: [],
    enabled: hasImage,
    run: ({ bench }) => bench.commands.operate(operation.name),
  }));

/** Every operation that takes the active image alone, and what puts several together. */
export const OPERATION_COMMANDS: readonly Command[] = [compareThresholds, colourComposite, ...onOneImage];
