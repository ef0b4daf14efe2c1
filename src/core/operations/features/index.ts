import type { Operation } from '../operation.ts';

export const featureOperations: readonly Operation[] = [];
