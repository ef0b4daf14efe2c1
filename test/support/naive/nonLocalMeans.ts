import { sourceIndices, type WholeImage } from '../../../src/core/strips/index.ts';

/** Non-local means with flat patches, each distance summed anew. */
export function naiveNonLocalMeans(
  { width, height, pixels }: WholeImage,
  { radius, reach, h, sigma }: { radius: number; reach: number; h: number; sigma: number },
): number[] {
  const halo = radius + reach;
  const columns = sourceIndices(width, halo, 'mirror');
  const rows = sourceIndices(height, halo, 'mirror');
  const at = (x: number, y: number): number => pixels[rows[y + halo]! * width + columns[x + halo]!]!;
  return Array.from(pixels, (centre, i) => {
    if (!Number.isFinite(centre)) return centre;
    const x = i % width;
    const y = Math.floor(i / width);
    let top = 0;
    let bottom = 0;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const other = at(x + dx, y + dy);
        if (!Number.isFinite(other)) continue;
        let sum = 0;
        let known = 0;
        for (let b = -radius + 1; b <= radius; b++) {
          for (let a = -radius + 1; a <= radius; a++) {
            const difference = at(x + a, y + b) - at(x + dx + a, y + dy + b);
            if (!Number.isFinite(difference)) continue;
            sum += difference * difference - 2 * sigma * sigma;
            known++;
          }
        }
        const share = (4 * radius * radius) / known;
        const distance = (Math.max(0, sum) * share) / (h * h * (2 * radius + 1) ** 2);
        if (distance > 5) continue;
        top += Math.exp(-distance) * (other - centre);
        bottom += Math.exp(-distance);
      }
    }
    return centre + top / bottom;
  });
}
