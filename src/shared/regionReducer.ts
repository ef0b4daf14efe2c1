import { AppError } from '../core/errors/index.ts';
import { REGION_LIMITS, type NewRegion, type Region } from '../core/region/index.ts';
import type { EditAction } from './actions.ts';
import type { Document } from './document.ts';
import { imageOf, withImage } from './imageEdits.ts';

type RegionAction = Extract<
  EditAction,
  { type: 'add-regions' | 'change-region' | 'remove-regions' | 'set-regions' }
>;

/** The document after an action on the regions of an image. */
export function applyRegionAction(document: Document, action: RegionAction): Document {
  const { regions } = imageOf(document, action.image);
  return withImage(document, action.image, (image) => ({ ...image, regions: changed(regions, action) }));
}

/** The id that the next region of an image gets; those of a list count on from it. */
export function nextRegionNumber(regions: readonly Region[]): number {
  let largest = 0;
  for (const { id } of regions) largest = Math.max(largest, Number(id.slice(1)));
  return largest + 1;
}

function changed(regions: readonly Region[], action: RegionAction): readonly Region[] {
  switch (action.type) {
    case 'set-regions':
      return numbered(action.regions, 1);
    case 'add-regions': {
      const count = regions.length + action.regions.length;
      if (count > REGION_LIMITS.regions)
        throw new AppError(
          'bad-argument',
          `An image has at most ${REGION_LIMITS.regions} regions, and would have ${count}.`,
          { remedy: 'Remove some first.' },
        );
      return [...regions, ...numbered(action.regions, nextRegionNumber(regions))];
    }
    case 'change-region': {
      if (!regions.some(({ id }) => id === action.region))
        throw new AppError('not-found', `There is no region "${action.region}" on the image.`);
      return regions.map((region) =>
        region.id === action.region ? ({ ...region, ...action.change } as Region) : region,
      );
    }
    case 'remove-regions': {
      const gone = new Set(action.regions);
      return regions.filter(({ id }) => !gone.has(id));
    }
  }
}

function numbered(regions: readonly NewRegion[], first: number): readonly Region[] {
  return regions.map((region, i) => ({ ...region, id: `r${first + i}` }));
}
