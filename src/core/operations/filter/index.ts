import type { Operation } from '../operation.ts';

export const filterOperations: readonly Operation[] = [];
