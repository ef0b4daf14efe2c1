import type { Operation } from '../operation.ts';
import { bilateral } from './bilateral.ts';
import { differenceOfGaussians } from './differenceOfGaussians.ts';
import { gaussian } from './gaussian.ts';
import { laplace } from './laplace.ts';
import { mean } from './mean.ts';
import { median } from './median.ts';
import { sobel } from './sobel.ts';
import { unsharpMask } from './unsharpMask.ts';
import { totalVariation } from './totalVariation.ts';
import { nonLocalMeans } from './nonLocalMeans.ts';
import { wavelet } from './wavelet.ts';
import { rollingBall } from './rollingBall.ts';
import { meshBackground } from './meshBackground.ts';

export const filterOperations: readonly Operation[] = [
  gaussian,
  median,
  mean,
  unsharpMask,
  laplace,
  sobel,
  differenceOfGaussians,
  bilateral,
  totalVariation,
  nonLocalMeans,
  wavelet,
  rollingBall,
  meshBackground,
];
