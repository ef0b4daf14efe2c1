import type { Operation } from '../operation.ts';

export const intensityOperations: readonly Operation[] = [];
