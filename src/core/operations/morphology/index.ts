import type { Operation } from '../operation.ts';
import { clearBorderOperation } from './clearBorderOperation.ts';
import { distanceTransformOperation } from './distanceTransformOperation.ts';
import { fillHolesOperation } from './fillHolesOperation.ts';
import {
  blackTopHat,
  closing,
  dilation,
  erosion,
  morphologicalGradient,
  opening,
  whiteTopHat,
} from './footprintOperations.ts';
import { labelOperation } from './labelOperation.ts';
import { removeSmallHoles, removeSmallObjects } from './removeSmallOperations.ts';
import { skeletonOperation } from './skeletonOperation.ts';

export const morphologyOperations: readonly Operation[] = [
  erosion,
  dilation,
  opening,
  closing,
  whiteTopHat,
  blackTopHat,
  morphologicalGradient,
  fillHolesOperation,
  removeSmallObjects,
  removeSmallHoles,
  labelOperation,
  distanceTransformOperation,
  skeletonOperation,
  clearBorderOperation,
];
