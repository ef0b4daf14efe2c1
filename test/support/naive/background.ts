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
