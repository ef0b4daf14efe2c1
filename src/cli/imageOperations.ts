import { isImageShape, OPERATIONS, type Operation } from '../core/operations/index.ts';

/** Operations that take one image and nothing else, by name. */
function onOneImage(fits: (operation: Operation) => boolean): ReadonlyMap<string, Operation> {
  const inputs = ({ inputs: { image, ...others } }: Operation): boolean =>
    image === 'image' && Object.keys(others).length === 0;
  return new Map([...OPERATIONS].filter(([, operation]) => inputs(operation) && fits(operation)));
}

/** The methods of `threshold`. */
export const THRESHOLDS = onOneImage(({ group, shape }) => group === 'threshold' && isImageShape(shape));
/** The methods of `filter`: every operation that makes an image from one. */
export const FILTERS = onOneImage(({ group, shape }) => group !== 'threshold' && isImageShape(shape));
/** The methods of `measure`: every operation that makes a table from an image. */
export const MEASUREMENTS = onOneImage(({ shape }) => shape.kind === 'measure');
