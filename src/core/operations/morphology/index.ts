import type { Operation } from '../operation.ts';

export const morphologyOperations: readonly Operation[] = [];
