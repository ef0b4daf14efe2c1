/** Which pixels around a pixel are looked at: all of a square, those within a radius, or those straight beside it. */
export type FootprintName = 'square' | 'disk' | 'cross';

/** The pixels of a footprint but the middle one, nearest first, as steps in x and y. */
export interface Footprint {
  readonly dx: Int32Array;
  readonly dy: Int32Array;
}

/** The footprint of a radius in pixels, as scikit-image's `square(2 radius + 1)`, `disk(radius)` and a cross of that size. */
export function footprintOf(name: FootprintName, radius: number): Footprint {
  const steps: { dx: number; dy: number }[] = [];
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++) {
      if (dx === 0 && dy === 0) continue;
      if (name === 'disk' && dx * dx + dy * dy > radius * radius) continue;
      if (name === 'cross' && dx !== 0 && dy !== 0) continue;
      steps.push({ dx, dy });
    }
  // What is higher is most often close by.
  steps.sort((a, b) => a.dx * a.dx + a.dy * a.dy - (b.dx * b.dx + b.dy * b.dy) || a.dy - b.dy || a.dx - b.dx);
  return {
    dx: Int32Array.from(steps, ({ dx }) => dx),
    dy: Int32Array.from(steps, ({ dy }) => dy),
  };
}
