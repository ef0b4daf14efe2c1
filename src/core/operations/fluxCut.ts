import type { Operation } from './operation.ts';

/** Keeps the maxima above a cut of the normalised image. */
export const fluxCut: Operation = {
  name: 'flux-cut',
  version: 1,
  title: 'Flux cut',
  summary: 'Keeps the maxima whose normalised value is above the cut; rows are ordered by y, then x.',
  formula: 'n > cut',
  inputs: { peaks: 'peaks' },
  output: 'catalogue',
  pixelTypes: ['float32', 'float64'],
  missing: 'there is none',
  shape: { kind: 'columns' },
  parameters: {
    flux_cut: {
      kind: 'number',
      title: 'Cut',
      description: 'Lowest normalised value, exclusive. What it means depends on the unit of the data.',
      default: 0.5,
    },
  },
};
