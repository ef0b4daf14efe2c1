export { createRandomState, type RandomState } from './randomState.ts';
export type { SynthImage, SynthRecipe, SynthTable } from './recipe.ts';
export { SYNTH_RECIPES, synthesise } from './synthesise.ts';
