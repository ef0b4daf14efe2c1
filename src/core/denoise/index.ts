export { bilateralInto } from './bilateral.ts';
export { nonLocalMeansInto } from './nonLocalMeans.ts';
export { nonLocalMeansClassicInto } from './nonLocalMeansClassic.ts';
export { totalVariation } from './totalVariation.ts';
export { waveletDenoise } from './waveletDenoise.ts';
export type { WaveletName } from './wavelets.ts';
