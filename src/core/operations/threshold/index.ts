import type { Operation } from '../operation.ts';

export const thresholdOperations: readonly Operation[] = [];
