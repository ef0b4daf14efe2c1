import { OPERATIONS } from '../../core/operations/index.ts';
import {
  findStep,
  madeMeaning,
  type Document,
  type ImageSummary,
  type ImageView,
} from '../../shared/index.ts';
import type { Workbench } from './workbench.svelte.ts';

/** What outlines of a mask's objects are asked for with. */
export interface MaskOutlines {
  /** Smaller objects are left out. */
  readonly leastPixels: number;
  /** How far outlines may run beside the sides of pixels, in pixels; 0 for the sides themselves. */
  readonly tolerance: number;
}

/** More regions would be hard to work with by hand. */
const MOST_REGIONS = 500;
const COLOURS = ['#ff5c5c', '#4cc9f0', '#ffd166', '#7ae582', '#c77dff', '#ff9f43'];
const OPACITY = 0.5;

/** Whether what made the image makes it binary, or numbers objects in it. */
export function isMask({ recipe }: Document, image: ImageView): boolean {
  const step = findStep(recipe, image.steps.source);
  const operation = OPERATIONS.get(step?.operation ?? '');
  return operation !== undefined && madeMeaning(recipe, operation, step!.inputs['image']) !== 'values';
}

/** The image that a mask was made of, through other masks; null where that is not open, or has not its pixels. */
export function originalOf(bench: Workbench, mask: ImageView): ImageView | null {
  const { document } = bench.store;
  let image: ImageView | undefined = mask;
  while (image && isMask(document, image)) {
    const { madeOf }: ImageView = image;
    image = document.images.find(({ id }) => id === madeOf);
  }
  return image && canLieOver(bench, mask, image) ? image : null;
}

/** Whether a mask has the pixels of another image, as far as both are known. */
export function canLieOver({ session }: Workbench, mask: ImageView, image: ImageView): boolean {
  const [over, under] = [mask, image].map(({ id }) => session.resultsOf(id)?.pixels.summary ?? null);
  return !over || !under || isSameGrid(over, under);
}

/** Lays a mask over an image, in a colour that its other layers have not. */
export function addMaskLayer({ store }: Workbench, image: ImageView, mask: string): boolean {
  const used = new Set(image.layers.map(({ colour }) => colour));
  const colour =
    COLOURS.find((candidate) => !used.has(candidate)) ?? COLOURS[image.layers.length % COLOURS.length]!;
  const layer = { image: mask, colour, opacity: OPACITY, outline: false };
  return store.act({ type: 'add-layer', image: image.id, layer });
}

/** Adds the outlines of a mask's objects to the regions of an image, as one step, and shows that. */
export async function addMaskRegions(
  { client, store, notices }: Workbench,
  mask: ImageView,
  image: string,
  { leastPixels, tolerance }: MaskOutlines,
): Promise<void> {
  try {
    await store.settled();
    const found = await client.call('maskRegions', {
      step: mask.steps.crop,
      connectivity: 2,
      least_pixels: leastPixels,
      most: MOST_REGIONS,
      tolerance,
    });
    const { regions, objects, small, beyond, holes, coarser } = found;
    const left = [
      [small, `${small} smaller ones were left out`],
      [beyond, `${beyond} beyond the ${MOST_REGIONS} largest were left out`],
      [holes, `${holes} holes are covered`],
      [coarser, `${coarser} outlines are coarser than asked for`],
    ] as const;
    const told = left.flatMap(([count, text]) => (count > 0 ? [text] : []));
    if (regions.length === 0) {
      notices.warning(
        objects === 0
          ? 'The mask has no object: no region was made.'
          : `None of the ${objects} objects of the mask has ${leastPixels} pixels: no region was made.`,
      );
      return;
    }
    if (!store.act({ type: 'add-regions', image, regions: regions as never })) return;
    store.act({ type: 'activate-image', image });
    const summary = `${regions.length} of ${objects} objects became regions`;
    notices.done(`${[summary, ...told].join('; ')}.`);
  } catch (error) {
    notices.error(error);
  }
}

function isSameGrid(one: ImageSummary, other: ImageSummary): boolean {
  const { width, height, originX, originY } = other;
  return one.width === width && one.height === height && one.originX === originX && one.originY === originY;
}
