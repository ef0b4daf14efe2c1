import { AppError } from '../../errors/index.ts';
import type { IntegerHistogramParams, LevelHistogramParams } from '../../histogram/index.ts';
import type { PlaneShape } from '../../reduce/index.ts';
import {
  binCentres,
  levelEdges,
  liSearch,
  liTolerance,
  sidesOf,
  type DistinctValues,
  type DistinctValuesParams,
  type Levels,
  type LiStep,
  type SideSumsParams,
} from '../../threshold/index.ts';
import type { PrepareStep } from '../imageJobs.ts';

/** What is asked of a threshold's input before its pixels are looked at. */
export type LevelledPlane = PlaneShape & {
  /** Whether all pixels are whole numbers because the file stores them so. */
  readonly integer?: boolean;
  /** Where they are known beforehand. */
  readonly extrema?: Extremes & { readonly finite: number };
};

interface Extremes {
  readonly minimum: number;
  readonly maximum: number;
}

/** Most whole numbers that have a bin each: those of 16 bits sixteen times over, 8 MB. */
const MAX_INTEGER_BINS = 2 ** 20;
/** Most distinct values that are listed for the tolerance of Li's threshold. */
const MAX_DISTINCT = 2 ** 18;

/** Finds a threshold in a histogram of the finite pixels; facts are `threshold`. */
export function thresholdOfLevels(
  image: LevelledPlane,
  nbins: number,
  choose: (levels: Levels) => number,
): PrepareStep {
  return withExtremes(image, ({ minimum, maximum }) => {
    if (minimum === maximum) return found(minimum);
    if (image.integer === true && maximum - minimum < MAX_INTEGER_BINS) {
      const params: IntegerHistogramParams = { first: minimum, bins: maximum - minimum + 1 };
      const centres = Float64Array.from({ length: params.bins }, (_, i) => minimum + i);
      return countedBy('integer-histogram', params, (counts) => found(choose({ counts, centres })));
    }
    const edges = levelEdges(minimum, maximum, nbins, image.pixelType);
    const params: LevelHistogramParams = { edges };
    const centres = binCentres(edges, image.pixelType);
    return countedBy('level-histogram', params, (counts) => found(choose({ counts, centres })));
  });
}

/** Finds Li's threshold by looking at the pixels several times; facts are `threshold`. */
export function liSteps(image: LevelledPlane): PrepareStep {
  return withExtremes(image, ({ minimum, maximum }) => {
    const search = (tolerance: number): PrepareStep =>
      stepsOf(liSearch(minimum, maximum, tolerance), minimum);
    const range = image.pixelType === 'float32' ? Math.fround(maximum - minimum) : maximum - minimum;
    if (range === Infinity)
      throw new AppError(
        'not-supported',
        `The pixels go from ${minimum} to ${maximum}, too far for the threshold of Li.`,
        { remedy: 'Mask the pixels that hold no data, or choose another threshold.' },
      );
    if (image.integer === true || minimum === maximum) return search(0.5);
    const params: DistinctValuesParams = { minimum, cap: MAX_DISTINCT };
    return {
      done: false,
      reduction: 'distinct-values',
      params,
      next: (merged) => search(liTolerance(merged as DistinctValues, range, image.pixelType)),
    };
  });
}

function stepsOf(step: LiStep, minimum: number): PrepareStep {
  if (step.done) return found(step.threshold);
  const params: SideSumsParams = { minimum, level: step.level };
  return {
    done: false,
    reduction: 'side-sums',
    params,
    next: (merged) => stepsOf(step.next(sidesOf(merged as Float64Array)), minimum),
  };
}

/** Finds the extremes of the finite pixels first, if they are not known. */
export function withExtremes(
  { extrema }: Pick<LevelledPlane, 'extrema'>,
  next: (extremes: Extremes) => PrepareStep,
): PrepareStep {
  const go = ({ minimum, maximum, finite }: Extremes & { readonly finite: number }): PrepareStep => {
    if (finite === 0) throw noPixels();
    return next({ minimum, maximum });
  };
  if (extrema) return go(extrema);
  return {
    done: false,
    reduction: 'percentiles',
    // No tails: only the extremes are wanted.
    params: { kind: 'tails', low: -Infinity, high: Infinity, cap: 0 },
    next: (merged) => go(merged as Extremes & { readonly finite: number }),
  };
}

export function noPixels(): AppError {
  return new AppError('no-data', 'The image has no finite pixel, so that no threshold can be found in it.', {
    remedy: 'Choose an image, or a part of it, that is not missing.',
  });
}

function countedBy(
  reduction: string,
  params: unknown,
  next: (counts: Float64Array) => PrepareStep,
): PrepareStep {
  return { done: false, reduction, params, next: (merged) => next(merged as Float64Array) };
}

function found(threshold: number): PrepareStep {
  return { done: true, facts: { threshold } };
}
