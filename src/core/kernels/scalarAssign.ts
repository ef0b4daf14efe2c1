import type { AssignRequest } from './kernels.ts';
import type { MemoryViews } from './scalarLoops.ts';

/** See Kernels.assign. */
export function assignRows({ f64, u32 }: MemoryViews, request: AssignRequest): number {
  const { columns, count, clusters } = request;
  const record = columns + 1;
  const pitch = request.stride / 8;
  const first = request.pointer / 8;
  const centres = request.centres / 8;
  const labels = request.labels / 4;
  const sums = request.sums / 8;
  let changed = 0;
  for (let i = 0; i < count; i++) {
    let best = Infinity;
    let nearest = 0;
    for (let k = 0; k < clusters; k++) {
      const centre = centres + k * record;
      let score = f64[centre];
      for (let j = 0; j < columns; j++) score += f64[first + j * pitch + i] * f64[centre + 1 + j];
      if (score < best) {
        best = score;
        nearest = k;
      }
    }
    if (u32[labels + i] !== nearest) changed++;
    u32[labels + i] = nearest;
    const sum = sums + nearest * record;
    f64[sum] += 1;
    for (let j = 0; j < columns; j++) f64[sum + 1 + j] += f64[first + j * pitch + i];
  }
  return changed;
}
