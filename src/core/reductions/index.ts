import { meshPass } from '../background/index.ts';
import { peakHistogram, pixelMaxima, plateauMaxima } from '../detect/index.ts';
import { AppError } from '../errors/index.ts';
import { integerHistogram, levelHistogram, valueHistogram } from '../histogram/index.ts';
import { finiteCounts, finiteSample } from '../limits/index.ts';
import { percentilePass } from '../percentile/index.ts';
import type { Reduction } from '../reduce/index.ts';
import { imageStatistics } from '../stats/index.ts';
import { distinctValues, sideSums } from '../threshold/index.ts';

/** Every reduction that a pass over pixels can run, by the name under which jobs ask for it. */
const REDUCTIONS = {
  percentiles: percentilePass,
  'pixel-maxima': pixelMaxima,
  'plateau-maxima': plateauMaxima,
  'peak-histogram': peakHistogram,
  'value-histogram': valueHistogram,
  'level-histogram': levelHistogram,
  'integer-histogram': integerHistogram,
  'side-sums': sideSums,
  'distinct-values': distinctValues,
  statistics: imageStatistics,
  'background-mesh': meshPass,
  'finite-counts': finiteCounts,
  'finite-sample': finiteSample,
} as const;

/** The reduction of that name, with its types forgotten: a pass runs several of different types. */
export function reductionNamed(name: string): Reduction<unknown, unknown, unknown> {
  if (!Object.hasOwn(REDUCTIONS, name)) throw new AppError('internal', `There is no reduction "${name}".`);
  return REDUCTIONS[name as keyof typeof REDUCTIONS] as unknown as Reduction<unknown, unknown, unknown>;
}
