import type { Operation } from '../operation.ts';

export const measureOperations: readonly Operation[] = [];
