import { traceMask } from '../../core/region/index.ts';
import type { JobInput, JobOutput } from '../../shared/jobs.ts';
import { reporter, wholeOf } from './wholeImage.ts';

/** The objects of a binary plane as polygons. */
export function maskRegions({
  plane,
  options,
  control,
  shares,
}: JobInput<'maskRegions'>): JobOutput<'maskRegions'> {
  return traceMask(wholeOf(plane), options, reporter(control, shares));
}
