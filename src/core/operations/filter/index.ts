import type { Operation } from '../operation.ts';
import { bilateral } from './bilateral.ts';
import { totalVariation } from './totalVariation.ts';
import { nonLocalMeans } from './nonLocalMeans.ts';
import { wavelet } from './wavelet.ts';
import { rollingBall } from './rollingBall.ts';
import { meshBackground } from './meshBackground.ts';

export const filterOperations: readonly Operation[] = [bilateral, totalVariation, nonLocalMeans, wavelet, rollingBall, meshBackground];
