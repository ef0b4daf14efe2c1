import type { AboveMeansRequest, LevelCountsRequest } from './kernels.ts';
import type { MemoryViews } from './scalarLoops.ts';

/** Neighbouring pixels are counted in turn in this many tables, since counting twice in one place takes twice the time. */
const TABLES = 4;

/** See Kernels.levelCounts. */
export function countLevels(views: MemoryViews, request: LevelCountsRequest): void {
  const { type, pointer, count, bins } = request;
  const all = type === 'float32' ? views.f32 : views.f64;
  const start = pointer / all.BYTES_PER_ELEMENT;
  const pixels = all.subarray(start, start + count);
  // What lies outside is undefined, and no value is on any side of it.
  const edges = views.f64.subarray(request.edges / 8, request.edges / 8 + bins + 1);
  const tables = views.u32.subarray(request.tables / 4, request.tables / 4 + TABLES * bins);
  const first = edges[0];
  const perUnit = bins / (edges[bins] - first);
  const wide = count - (count % TABLES);
  for (let i = 0; i < wide; i += TABLES) {
    const a = pixels[i];
    const b = pixels[i + 1];
    const c = pixels[i + 2];
    const d = pixels[i + 3];
    const binA = ((a - first) * perUnit) | 0;
    const binB = ((b - first) * perUnit) | 0;
    const binC = ((c - first) * perUnit) | 0;
    const binD = ((d - first) * perUnit) | 0;
    // The first guess is nearly always right.
    if (
      a >= edges[binA] &&
      a < edges[binA + 1] &&
      b >= edges[binB] &&
      b < edges[binB + 1] &&
      c >= edges[binC] &&
      c < edges[binC + 1] &&
      d >= edges[binD] &&
      d < edges[binD + 1]
    ) {
      tables[binA]++;
      tables[bins + binB]++;
      tables[2 * bins + binC]++;
      tables[3 * bins + binD]++;
    } else for (let k = 0; k < TABLES; k++) countOne(tables, k * bins, pixels[i + k], edges, bins, perUnit);
  }
  for (let i = wide; i < count; i++) countOne(tables, (i - wide) * bins, pixels[i], edges, bins, perUnit);
}

function countOne(
  tables: Uint32Array,
  table: number,
  value: number,
  edges: Float64Array,
  bins: number,
  perUnit: number,
): void {
  if (!(value >= edges[0] && value <= edges[bins])) return;
  let bin = Math.min(bins - 1, ((value - edges[0]) * perUnit) | 0);
  while (value < edges[bin]) bin--;
  while (value >= edges[bin + 1] && bin < bins - 1) bin++;
  tables[table + bin]++;
}

/** See Kernels.aboveMeans. */
export function markAboveMeans(views: MemoryViews, request: AboveMeansRequest): number {
  const { type, count } = request;
  const single = type === 'float32';
  const numbers = single ? views.f32 : views.f64;
  const round: (value: number) => number = single ? Math.fround : (value) => value;
  const size = numbers.BYTES_PER_ELEMENT;
  const pixels = request.pixels / size;
  const means = request.means / size;
  const out = request.out / 4;
  const unsure = request.unsure / 4;
  const offset = round(request.offset);
  const relative = round(request.relative);
  const absolute = round(request.absolute);
  let listed = 0;
  for (let i = 0; i < count; i++) {
    const value = numbers[pixels + i];
    const mean = numbers[means + i];
    const above = round(value - round(mean - offset));
    const bound = round(round(relative * Math.abs(mean)) + absolute);
    views.f32[out + i] = above > 0 ? 1 : 0;
    const sure = Math.abs(above) > bound && Math.abs(above) < Infinity;
    if (!sure && value === value) views.u32[unsure + listed++] = i;
  }
  return listed;
}
