import type { WholeImage } from '../../../src/core/strips/index.ts';

/** The background under a ball, pixel by pixel by the definition. */
export function naiveRollingBall({ width, height, pixels }: WholeImage, radius: number): number[] {
  const reach = Math.ceil(radius);
  return Array.from(pixels, (_, at) => {
    let best = Infinity;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const x = (at % width) + dx;
        const y = Math.floor(at / width) + dy;
        const below = radius * radius - dx * dx - dy * dy;
        if (x < 0 || x >= width || y < 0 || y >= height || below < 0) continue;
        const value = pixels[y * width + x]!;
        if (Number.isFinite(value)) best = Math.min(best, value + (radius - Math.sqrt(below)));
      }
    }
    return best === Infinity ? NaN : best;
  });
}

/** Mode and scatter of pixels, each round of clipping looking at all levels that are left: no level is remembered. */
export function naiveMeshMode(pixels: Float64Array): { mode: number; rms: number } {
  const finite = pixels.filter(Number.isFinite);
  if (finite.length === 0 || 2 * finite.length < pixels.length) return { mode: NaN, rms: NaN };
  const all = moments(finite);
  const within = (value: number) => value >= all.mean - 2 * all.sigma && value <= all.mean + 2 * all.sigma;
  const clipped = moments(finite.filter(within));
  const levels = Math.min(4096, Math.floor(Math.sqrt(2 / Math.PI) * (5 / 4) * clipped.count + 1));
  const scale = clipped.sigma > 0 ? (10 * clipped.sigma) / levels : 1;
  const zero = clipped.mean - 5 * clipped.sigma;
  const places = [...finite].map((value) => Math.trunc((value - zero) / scale + 0.499999));
  const histogram = new Array<number>(levels).fill(0);
  for (const level of places) if (level >= 0 && level < levels) histogram[level]!++;
  let [low, high] = [0, levels - 1];
  let [mean, median, sigma, before] = [0, 0, 10 * high, 1];
  for (let round = 0; round < 100 && sigma >= 0.1 && Math.abs(sigma / before - 1) > 1e-4; round++) {
    before = sigma;
    median = meetingLevel(histogram, low, high);
    const left = histogram.flatMap((count, level) =>
      level >= low && level <= high ? new Array<number>(count).fill(level) : [],
    );
    const sum = left.reduce((total, level) => total + level, 0);
    const square = left.reduce((total, level) => total + level * level, 0);
    mean = left.length === 0 ? 0 : sum / left.length;
    sigma = left.length === 0 ? 0 : Math.sqrt(Math.max(0, square / left.length - mean * mean));
    low = Math.max(0, Math.floor(median - 3 * sigma + 0.5));
    high = Math.min(levels - 1, Math.floor(median + 3 * sigma + 0.5));
  }
  const crowded = Math.abs(mean - median) >= 0.3 * sigma;
  const centre = sigma > 0 ? (crowded ? median : 2.5 * median - 1.5 * mean) : mean;
  return { mode: zero + centre * scale, rms: sigma * scale };
}

function moments(values: Float64Array): { count: number; mean: number; sigma: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { count, mean, sigma: Math.sqrt(squares / count) };
}

/** The lower count takes the next level, from its side, until none is left. */
function meetingLevel(histogram: readonly number[], low: number, high: number): number {
  let [below, above, fromBelow, fromAbove] = [low, high, 0, 0];
  while (below <= above) {
    if (fromBelow < fromAbove) fromBelow += histogram[below++]!;
    else fromAbove += histogram[above--]!;
  }
  if (above < 0) return 0;
  const larger = Math.max(histogram[below] ?? 0, histogram[above]!);
  return above + 0.5 + (larger === 0 ? 0 : (fromAbove - fromBelow) / (2 * larger));
}
