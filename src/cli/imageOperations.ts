import { isImageShape, OPERATIONS, type Operation } from '../core/operations/index.ts';

/** Operations that take images and nothing else, by name. */
function onImages(fits: (operation: Operation) => boolean): ReadonlyMap<string, Operation> {
  const takesImages = ({ inputs }: Operation): boolean =>
    'image' in inputs && Object.values(inputs).every((type) => type === 'image');
  return new Map([...OPERATIONS].filter(([, operation]) => takesImages(operation) && fits(operation)));
}

/** The methods of `threshold`. */
export const THRESHOLDS = onImages(({ group, shape }) => group === 'threshold' && isImageShape(shape));
/** The methods of `filter`: every operation that makes an image from images. */
export const FILTERS = onImages(({ group, shape }) => group !== 'threshold' && isImageShape(shape));
/** The methods of `measure`: every operation that makes a table from images, but for those on regions, which are drawn. */
export const MEASUREMENTS = onImages(
  ({ shape, parameters }) =>
    shape.kind === 'measure' && Object.values(parameters).every(({ kind }) => kind !== 'regions'),
);
