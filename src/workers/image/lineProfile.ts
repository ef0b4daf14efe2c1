import { lineProfile } from '../../core/image/index.ts';
import type { JobInput, JobOutput } from '../../shared/jobs.ts';
import { planeShape } from '../../shared/planes.ts';
import { readRectangle } from '../tile.ts';

/** Distances, then values, along a line of a plane. */
export function profileOfLine({ plane, line }: JobInput<'lineProfile'>): JobOutput<'lineProfile'> {
  const { distances, values } = lineProfile(line, planeShape(plane), (x0, y0, x1, y1) =>
    readRectangle(plane, x0, y0, x1, y1),
  );
  const out = new Float64Array(2 * values.length);
  out.set(distances);
  out.set(values, values.length);
  return out.buffer;
}
