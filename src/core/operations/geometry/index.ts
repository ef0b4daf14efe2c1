import type { Operation } from '../operation.ts';

export const geometryOperations: readonly Operation[] = [];
