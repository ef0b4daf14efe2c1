import type { Operation } from '../operation.ts';
import { adjustLog } from './adjustLog.ts';
import { clahe } from './clahe.ts';
import { colourChannel } from './colourChannel.ts';
import { equalizeHist } from './equalizeHist.ts';
import { gamma } from './gamma.ts';
import { grey } from './grey.ts';
import { rescaleIntensity } from './rescaleIntensity.ts';
import { sigmoid } from './sigmoid.ts';

export const intensityOperations: readonly Operation[] = [
  rescaleIntensity,
  gamma,
  adjustLog,
  sigmoid,
  equalizeHist,
  clahe,
  grey,
  colourChannel,
];
