import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../src/core/operations/index.ts';
import { applyAction, EMPTY_DOCUMENT, findStep, madeMeaning } from '../../../src/shared/index.ts';
import type { Document } from '../../../src/shared/index.ts';

const FILE = applyAction(EMPTY_DOCUMENT, { type: 'add-image', handle: 'somefile01', hdu: 0 });

/** The document after operations, each on the image before. */
function after(...operations: string[]): Document {
  return operations.reduce(
    (document, operation) =>
      applyAction(document, { type: 'derive-image', image: document.active!, operation, params: {} }),
    FILE,
  );
}

function meaningOf(document: Document): string {
  const image = document.images.find(({ id }) => id === document.active)!;
  const step = findStep(document.recipe, image.steps.source)!;
  return madeMeaning(document.recipe, OPERATIONS.get(step.operation)!, step.inputs['image']);
}

describe('what the pixels of a result are', () => {
  it.each([
    [['erosion'], 'values'],
    [['otsu'], 'binary'],
    [['otsu', 'erosion', 'dilation', 'flip'], 'binary'],
    [['otsu', 'opening', 'label', 'flip'], 'labels'],
    [['otsu', 'erosion', 'gaussian'], 'values'],
    [['otsu', 'white-top-hat'], 'values'],
  ])('%j: %s', (operations, meaning) => expect(meaningOf(after(...operations))).toBe(meaning));

  it('is shown so from the start: what was eroded of a mask from 0 to 1', () => {
    const { recipe, images, active } = after('otsu', 'erosion');
    const image = images.find(({ id }) => id === active)!;
    expect(findStep(recipe, image.steps.rescale)!.params['in_range']).toEqual([0, 1]);
    expect(image.stretch).toBe('linear');
  });
});
