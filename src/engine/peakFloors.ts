import { rawThresholdForCut, type PixelMaximaParams } from '../core/detect/index.ts';
import type { ReductionRequest } from '../shared/jobs.ts';
import type { BasePixels } from './basePixels.ts';

/** Peaks below a floor that merged strips have shown need not be kept by later ones. */
export function raiseFloors(
  requests: readonly ReductionRequest[],
  merged: readonly unknown[],
  lowest: number,
): readonly ReductionRequest[] {
  return requests.map((request, i) => {
    if (!request.name.endsWith('-maxima')) return request;
    const { floor } = merged[i] as { floor: number };
    return {
      ...request,
      params: { ...(request.params as PixelMaximaParams), floor: Math.max(floor, lowest) },
    };
  });
}

/** What no peak below can pass the cuts, by the largest pixel so far: a larger one only raises the bar. */
export function cutFloor(cuts: readonly (number | null)[], extremes: unknown, base: BasePixels): number {
  if (cuts.length === 0 || cuts.includes(null)) return -Infinity;
  const { maximum } = base.facts.extrema ?? (extremes as { maximum: number });
  if (!(maximum > 0 && maximum < Infinity)) return -Infinity;
  return Math.min(...cuts.map((cut) => rawThresholdForCut(cut ?? -Infinity, maximum, base.pixelType)));
}
