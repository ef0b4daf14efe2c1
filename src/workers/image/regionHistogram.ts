import { regionHistogram } from '../../core/region/index.ts';
import type { JobInput, JobOutput } from '../../shared/jobs.ts';
import { planeShape } from '../../shared/planes.ts';
import { readRectangle } from '../tile.ts';

/** Counts of a region's pixels, read from the plane in bands. */
export function histogramOfRegion(input: JobInput<'regionHistogram'>): JobOutput<'regionHistogram'> {
  const { plane, originX, originY, regions, bins } = input;
  const { width, height } = planeShape(plane);
  const read = (x0: number, y0: number, x1: number, y1: number) => readRectangle(plane, x0, y0, x1, y1);
  return regionHistogram({ width, height, originX, originY, read }, regions, bins);
}
