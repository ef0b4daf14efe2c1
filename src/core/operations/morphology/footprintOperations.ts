import { footprintOperation } from './footprintOperation.ts';

const ERODED = 'morphology.erosion(np.where(missing, np.inf, image), footprint)';
const DILATED = 'morphology.dilation(np.where(missing, -np.inf, image), footprint)';
const OPENED = [
  `eroded = ${ERODED}`,
  'opened = morphology.dilation(np.where(missing, -np.inf, eroded), footprint)',
];
const CLOSED = [
  `dilated = ${DILATED}`,
  'closed = morphology.erosion(np.where(missing, np.inf, dilated), footprint)',
];

export const erosion = footprintOperation({
  kind: 'erosion',
  meaning: 'kept',
  title: 'Erosion',
  summary: 'The smallest value under the footprint: bright regions shrink, and those smaller than it vanish.',
  formula: '(I ⊖ B)(p) = min { I(p + b) : b ∈ B }',
  lines: [`result = ${ERODED}`],
});

export const dilation = footprintOperation({
  kind: 'dilation',
  meaning: 'kept',
  title: 'Dilation',
  summary:
    'The largest value under the footprint: bright regions grow, and dark ones smaller than it vanish.',
  formula: '(I ⊕ B)(p) = max { I(p + b) : b ∈ B }',
  lines: [`result = ${DILATED}`],
});

export const opening = footprintOperation({
  kind: 'opening',
  meaning: 'kept',
  title: 'Opening',
  summary:
    'An erosion, then a dilation: bright spots smaller than the footprint go, the rest keeps its size.',
  formula: 'I ∘ B = (I ⊖ B) ⊕ B',
  lines: [...OPENED, 'result = opened'],
});

export const closing = footprintOperation({
  kind: 'closing',
  meaning: 'kept',
  title: 'Closing',
  summary: 'A dilation, then an erosion: dark spots smaller than the footprint go, the rest keeps its size.',
  formula: 'I • B = (I ⊕ B) ⊖ B',
  lines: [...CLOSED, 'result = closed'],
});

export const whiteTopHat = footprintOperation({
  kind: 'white-top-hat',
  title: 'White top hat',
  summary: 'The image less its opening: only bright spots smaller than the footprint are left.',
  formula: 'I − I ∘ B',
  lines: [...OPENED, 'result = image - opened'],
});

export const blackTopHat = footprintOperation({
  kind: 'black-top-hat',
  title: 'Black top hat',
  summary:
    'The closing of the image less the image: only dark spots smaller than the footprint are left, bright.',
  formula: 'I • B − I',
  lines: [...CLOSED, 'result = closed - image'],
});

export const morphologicalGradient = footprintOperation({
  kind: 'morphological-gradient',
  title: 'Morphological gradient',
  summary: 'The dilation less the erosion: the range of values under the footprint, large at edges.',
  formula: 'I ⊕ B − I ⊖ B',
  lines: [`dilated = ${DILATED}`, `eroded = ${ERODED}`, 'result = dilated - eroded'],
});
