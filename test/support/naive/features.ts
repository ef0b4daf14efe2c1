import type { WholeImage } from '../../../src/core/strips/index.ts';

/** Pixels above a threshold that nothing in the footprint exceeds, then those apart, one comparison after the other. */
export function naivePeaks(
  { width, height, pixels }: WholeImage,
  inFootprint: (dx: number, dy: number) => boolean,
  reach: number,
  threshold: number,
  distance: number,
): { x: number; y: number }[] {
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : pixels[y * width + x]!;
  const found: { x: number; y: number; value: number }[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = at(x, y);
      if (!Number.isFinite(value) || value <= threshold) continue;
      let highest = true;
      for (let dy = -reach; dy <= reach; dy++)
        for (let dx = -reach; dx <= reach; dx++) {
          const other = at(x + dx, y + dy);
          if (inFootprint(dx, dy) && Number.isFinite(other) && other > value) highest = false;
        }
      if (highest) found.push({ x, y, value });
    }
  found.sort((a, b) => b.value - a.value || a.y - b.y || a.x - b.x);
  const kept: { x: number; y: number }[] = [];
  for (const { x, y } of found)
    if (kept.every((other) => Math.max(Math.abs(other.x - x), Math.abs(other.y - y)) >= distance))
      kept.push({ x, y });
  return kept;
}
