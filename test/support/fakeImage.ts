import { asinh } from '../../src/core/math/index.ts';

/** A synthetic star field, computed the obvious way. */
export interface FakeImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
  readonly maximum: number;
  readonly minimum: number;
}

export interface FakePeak {
  /** 1-based. */
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly normalized: number;
}

/** Numbers in 0 … 1 that are the same every time. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function fakeStarField(width: number, height: number, stars: number, background = 0): FakeImage {
  const random = seededRandom(7);
  const data = new Float32Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = background + 0.02 * (random() + random() + random());
  for (let star = 0; star < stars; star++) {
    const x0 = random() * width;
    const y0 = random() * height;
    const flux = 0.3 / (random() ** 1.4 + 0.004);
    const sigma = 1.3;
    for (let y = Math.max(0, Math.ceil(y0 - 7)); y < Math.min(height, y0 + 7); y++) {
      for (let x = Math.max(0, Math.ceil(x0 - 7)); x < Math.min(width, x0 + 7); x++) {
        const squared = (x - x0) ** 2 + (y - y0) ** 2;
        data[y * width + x]! += flux * Math.exp(-squared / (2 * sigma * sigma));
      }
    }
  }
  let maximum = -Infinity;
  let minimum = Infinity;
  for (const value of data) {
    maximum = Math.max(maximum, value);
    minimum = Math.min(minimum, value);
  }
  return { width, height, data, maximum, minimum };
}

/** Every local maximum, brightest first. */
export function fakePeaks({ width, height, data, maximum }: FakeImage): FakePeak[] {
  const scale = asinh(maximum);
  const peaks: FakePeak[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      if (isMaximum(x, y, value)) peaks.push({ x: x + 1, y: y + 1, value, normalized: asinh(value) / scale });
    }
  }
  return peaks.sort((a, b) => b.value - a.value || a.y - b.y || a.x - b.x);

  function isMaximum(x: number, y: number, value: number): boolean {
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
        if (data[v * width + u]! > value) return false;
    return true;
  }
}

/** A percentile of the values, with linear interpolation. */
export function fakePercentile(sorted: Float32Array, percent: number): number {
  const position = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  return low + (position - below) * ((sorted[below + 1] ?? low) - low);
}

export function fakeHistogram(values: Iterable<number>, low: number, high: number, bins: number) {
  const counts = new Array<number>(bins).fill(0);
  let below = 0;
  let above = 0;
  for (const value of values) {
    if (value < low) below += 1;
    else if (value > high) above += 1;
    else counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low || 1)) * bins))]! += 1;
  }
  return { kind: 'histogram' as const, low, high, counts, below, above };
}
