import type { Footprint } from '../../../src/core/morphology/index.ts';
import type { WholeImage } from '../../../src/core/strips/index.ts';

/** Offsets of a footprint, by its definition. */
function offsets(footprint: Footprint, radius: number): [number, number][] {
  const inside: Record<Footprint, (dx: number, dy: number) => boolean> = {
    square: () => true,
    disk: (dx, dy) => dx * dx + dy * dy <= radius * radius,
    diamond: (dx, dy) => Math.abs(dx) + Math.abs(dy) <= radius,
    cross: (dx, dy) => dx === 0 || dy === 0,
  };
  const all: [number, number][] = [];
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++) if (inside[footprint](dx, dy)) all.push([dx, dy]);
  return all;
}

/** The smallest or largest value under the footprint of what is there, NaN where the pixel itself is missing. */
export function naiveExtremum(
  { width, height, pixels }: WholeImage,
  footprint: Footprint,
  radius: number,
  pick: (...values: number[]) => number,
): WholeImage {
  const around = offsets(footprint, radius);
  const result = pixels.map((own, at) => {
    if (Number.isNaN(own)) return Number.NaN;
    const seen = around.flatMap(([dx, dy]) => {
      const [x, y] = [(at % width) + dx, Math.floor(at / width) + dy];
      if (x < 0 || y < 0 || x >= width || y >= height) return [];
      const value = pixels[y * width + x];
      return Number.isNaN(value) ? [] : [value];
    });
    return pick(...seen);
  });
  return { width, height, pixelType: result instanceof Float32Array ? 'float32' : 'float64', pixels: result };
}

export const isOn = (value: number): boolean => Number.isFinite(value) && value > 0;

/** Labels by flood fill, from 1 in the order of first pixels. */
export function naiveLabels({ width, height, pixels }: WholeImage, connectivity: 1 | 2): number[] {
  const labels = new Array<number>(pixels.length).fill(0);
  let count = 0;
  for (let seed = 0; seed < pixels.length; seed++) {
    if (!isOn(pixels[seed]) || labels[seed] !== 0) continue;
    count++;
    const waiting = [seed];
    labels[seed] = count;
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const [x0, y0] = [at % width, Math.floor(at / width)];
      for (let y = Math.max(0, y0 - 1); y <= Math.min(height - 1, y0 + 1); y++) {
        for (let x = Math.max(0, x0 - 1); x <= Math.min(width - 1, x0 + 1); x++) {
          const other = y * width + x;
          const steps = Math.abs(x - x0) + Math.abs(y - y0);
          if (steps > connectivity || labels[other] !== 0 || !isOn(pixels[other])) continue;
          labels[other] = count;
          waiting.push(other);
        }
      }
    }
  }
  return labels;
}

/** Distances by looking at every off pixel. */
export function naiveDistances({ width, pixels }: WholeImage): number[] {
  const off = [...pixels.keys()].filter((at) => !isOn(pixels[at]));
  return Array.from(pixels, (_, at) => {
    if (off.length === 0) return Number.NaN;
    const squares = off.map(
      (other) =>
        ((at % width) - (other % width)) ** 2 + (Math.floor(at / width) - Math.floor(other / width)) ** 2,
    );
    return Math.sqrt(Math.min(...squares));
  });
}
