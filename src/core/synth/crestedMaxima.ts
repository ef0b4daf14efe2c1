import { cos, sin } from '../math/index.ts';
import { blurredPoints, gridSteps, pointParameters } from './blurredPoints.ts';
import type { SynthRecipe } from './recipe.ts';

/** Blurred points on crests and troughs, which have local maxima of their own. */
export const crestedMaxima: SynthRecipe = {
  name: 'local-maxima',
  title: 'Local maxima',
  summary: 'Blurred points on a background of cosine plus sine.',
  output: 'image',
  parameters: pointParameters({ seed: 1, width: 400, height: 200 }),
  make(values) {
    const { width, height } = values as Record<string, number>;
    const along = gridSteps(0, 12, height).map(cos);
    const across = gridSteps(0, 24, width).map(sin);
    return blurredPoints('local-maxima', values, along, across);
  },
};
