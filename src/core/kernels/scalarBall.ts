import type { BallRequest } from './kernels.ts';
import type { MemoryViews } from './scalarLoops.ts';

/** See Kernels.ball. */
export function ballMinima({ f64 }: MemoryViews, request: BallRequest): void {
  const { reach, side, blocks } = request;
  const first = request.pixels / 8;
  const pitch = request.pitch / 8;
  const leastPitch = pitch / 8 - 2 * side;
  const line = 17 * (side + 1);
  for (let i = 0; i < 8 * blocks; i++) {
    let best = f64[request.out / 8 + i];
    for (let turn = 0; turn <= 2 * reach; turn++) {
      // 0, 1, -1, 2, -2 …
      const step = (turn + 1) >> 1;
      const row = turn % 2 ? reach + step : reach - step;
      const top = request.rise / 8 + step * line + 8 * (side + 1);
      const least = f64[request.rowMinima / 8 + row * leastPitch + (i >> 3)];
      const middle = first + row * pitch + 8 * side + i;
      for (let dx = 0; dx <= reach; dx++) {
        const rise = f64[top + dx];
        // Farther out the ball lies higher still.
        if (!(least + rise < best)) break;
        const right = f64[middle + dx] + rise;
        if (right < best) best = right;
        const left = f64[middle - dx] + rise;
        if (left < best) best = left;
      }
    }
    f64[request.out / 8 + i] = best;
  }
}
