import {
  isImageShape,
  OPERATIONS,
  type Operation,
  type OperationGroup,
} from '../../../core/operations/index.ts';

const TITLES: Readonly<Record<OperationGroup, string>> = {
  threshold: 'Thresholds',
  filter: 'Filters and background',
  morphology: 'Morphology',
  measure: 'Measurement',
  intensity: 'Intensity',
  colour: 'Colour',
  features: 'Features',
  geometry: 'Geometry',
  arithmetic: 'Arithmetic',
};

/** The operations on the pixels of an image, under their headings; those that come with a feature of their own stay out. */
export function operationGroups(): readonly { title: string; operations: readonly Operation[] }[] {
  const offered = [...OPERATIONS.values()].filter(
    ({ shape, parameters }) =>
      (isImageShape(shape) || shape.kind === 'measure') &&
      !Object.values(parameters).some(({ kind }) => (kind as string) === 'regions'),
  );
  return Object.entries(TITLES)
    .map(([group, title]) => ({ title, operations: offered.filter((one) => one.group === group) }))
    .filter(({ operations }) => operations.length > 0);
}
