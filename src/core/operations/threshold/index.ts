import type { Operation } from '../operation.ts';
import { adaptive } from './adaptive.ts';
import { arithmetic, invertBinary, maskWith } from './arithmetic.ts';
import { compareBinaryOperation } from './compareBinaryOperation.ts';
import { fixed } from './fixed.ts';
import { isodata, li, meanThreshold, minimum, otsu, triangle, yen } from './globalThresholds.ts';
import { niblack, sauvola } from './localThresholds.ts';

export const thresholdOperations: readonly Operation[] = [
  otsu,
  adaptive,
  triangle,
  li,
  yen,
  isodata,
  minimum,
  meanThreshold,
  sauvola,
  niblack,
  fixed,
  compareBinaryOperation,
  arithmetic,
  invertBinary,
  maskWith,
];
