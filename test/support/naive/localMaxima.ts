import type { Plane } from '../planes.ts';

export interface NaivePeak {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Finite pixels that no finite pixel of their neighbourhood exceeds, by y, then x. */
export function naivePixelMaxima(plane: Plane): NaivePeak[] {
  const peaks: NaivePeak[] = [];
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      const value = at(plane, x, y);
      if (
        Number.isFinite(value) &&
        finiteNeighbours(plane, x, y).every(([i, j]) => at(plane, i, j) <= value)
      ) {
        peaks.push({ x, y, value });
      }
    }
  }
  return peaks;
}

/** Plateaus found by flooding, without those that touch something higher and those at the smallest finite value. */
export function naivePlateauMaxima(plane: Plane): NaivePeak[] {
  const minimum = [...plane.data].filter(Number.isFinite).reduce((a, b) => Math.min(a, b), Infinity);
  const seen = new Set<number>();
  const stars: NaivePeak[] = [];
  for (let start = 0; start < plane.data.length; start++) {
    const value = plane.data[start]!;
    if (seen.has(start) || !Number.isFinite(value)) continue;
    seen.add(start);
    const members = [start];
    let highest = true;
    for (const member of members) {
      const [x, y] = [member % plane.width, Math.floor(member / plane.width)];
      for (const [i, j] of finiteNeighbours(plane, x, y)) {
        const neighbour = j * plane.width + i;
        if (plane.data[neighbour]! > value) highest = false;
        if (plane.data[neighbour] === value && !seen.has(neighbour)) {
          seen.add(neighbour);
          members.push(neighbour);
        }
      }
    }
    if (!highest || value === minimum) continue;
    const mean = (of: (member: number) => number) => members.map(of).reduce((a, b) => a + b) / members.length;
    stars.push({ x: mean((m) => m % plane.width), y: mean((m) => Math.floor(m / plane.width)), value });
  }
  return stars.sort((a, b) => a.y - b.y || a.x - b.x);
}

/** The values that are at least the smallest floor which at most `cap` of them reach. */
export function naiveKept(peaks: readonly NaivePeak[], cap: number): NaivePeak[] {
  return peaks.filter(({ value }) => peaks.filter((other) => other.value >= value).length <= cap);
}

function at({ data, width }: Plane, x: number, y: number): number {
  return data[y * width + x]!;
}

function finiteNeighbours(plane: Plane, x: number, y: number): [number, number][] {
  const neighbours: [number, number][] = [];
  for (let j = Math.max(0, y - 1); j <= Math.min(plane.height - 1, y + 1); j++) {
    for (let i = Math.max(0, x - 1); i <= Math.min(plane.width - 1, x + 1); i++) {
      if ((i !== x || j !== y) && Number.isFinite(at(plane, i, j))) neighbours.push([i, j]);
    }
  }
  return neighbours;
}
