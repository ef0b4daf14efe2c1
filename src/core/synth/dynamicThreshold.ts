import { blurredPoints, gridSteps, pointParameters } from './blurredPoints.ts';
import type { SynthRecipe } from './recipe.ts';

/** Blurred points on a paraboloid: one threshold for all of it cannot find them. */
export const dynamicThreshold: SynthRecipe = {
  name: 'dynamic-threshold',
  title: 'Dynamic threshold',
  summary: 'Blurred points on a paraboloid background.',
  output: 'image',
  parameters: pointParameters({ seed: 0, width: 100, height: 100 }),
  make(values) {
    const { width, height } = values as Record<string, number>;
    const square = (value: number): number => value * value;
    const along = gridSteps(-1, 1, height).map(square);
    const across = gridSteps(-2, 2, width).map(square);
    return blurredPoints('dynamic-threshold', values, along, across);
  },
};
