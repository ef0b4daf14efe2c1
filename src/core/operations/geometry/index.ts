import type { Operation } from '../operation.ts';
import { bin } from './bin.ts';
import { flip } from './flip.ts';
import { reproject } from './reproject.ts';
import { rotate } from './rotate.ts';
import { scale } from './scale.ts';
import { shift } from './shift.ts';

export const geometryOperations: readonly Operation[] = [rotate, shift, scale, bin, flip, reproject];
