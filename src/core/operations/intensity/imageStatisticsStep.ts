import { statisticsOfPlanes, type ImageStatistics, type StatisticsPartial } from '../../stats/index.ts';
import type { Facts, PrepareStep } from '../imageJobs.ts';

/** A pass that finds the statistics of the finite pixels; `next` says what comes after it. */
export function statisticsStep(next: (statistics: ImageStatistics) => PrepareStep = asFacts): PrepareStep {
  return {
    done: false,
    reduction: 'statistics',
    params: {},
    next: (merged) => next(statisticsOfPlanes([merged as StatisticsPartial])),
  };
}

function asFacts({ min, max, std }: ImageStatistics): PrepareStep {
  return { done: true, facts: { min, max, std } };
}

/** What `statisticsStep` found, where nothing else was asked to come after it; NaN where no pixel is finite. */
export function statisticsFacts(facts: Facts): { min: number; max: number; std: number } {
  return { min: facts['min'] as number, max: facts['max'] as number, std: facts['std'] as number };
}

/** A step that finds nothing. */
export const NOTHING_TO_PREPARE: PrepareStep = { done: true, facts: {} };
