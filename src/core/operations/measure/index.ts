import type { Operation } from '../operation.ts';
import { regionIntensitiesOperation } from './regionIntensitiesOperation.ts';
import { regionPropertiesOperation } from './regionPropertiesOperation.ts';
import { regionStatisticsOperation } from './regionStatisticsOperation.ts';

export const measureOperations: readonly Operation[] = [
  regionPropertiesOperation,
  regionIntensitiesOperation,
  regionStatisticsOperation,
];
