import type { Triple } from '../core/composite/index.ts';
import { DISPLAY_STRETCH_NAMES, type DisplayStretch } from '../core/stretch/index.ts';
import { numberIn } from './flagValues.ts';
import { UsageError } from './usageError.ts';

export interface RenderFlags {
  readonly output: string;
  /** A name, or of a composite a number. */
  readonly stretch?: string;
  readonly percentile?: readonly [number, number];
  readonly zscale?: boolean;
  readonly colormap?: string;
  readonly invert?: boolean;
  readonly contrast?: number;
  readonly bias?: number;
  readonly rgb?: readonly string[];
  readonly Q?: number;
  readonly minimum?: Triple;
  readonly weights?: Triple;
  readonly overlay?: string;
  readonly json?: boolean;
}

/** The stretch of an image. */
export function stretchName(text: string): DisplayStretch {
  const known = DISPLAY_STRETCH_NAMES.find((name) => name === text);
  if (known) return known;
  throw new UsageError(`--stretch cannot be '${text}'. Allowed: ${DISPLAY_STRETCH_NAMES.join(', ')}.`);
}

/** The stretch of a composite. */
export function stretchNumber(text: string): number {
  const value = numberIn(text);
  if (value > 0 && value < Infinity) return value;
  throw new UsageError(`With --rgb, --stretch cannot be '${text}'. Allowed: a number above 0.`);
}
