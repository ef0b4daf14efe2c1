/** The mean of a square of pixels in rings one pixel wide around a position.
 *
 * Method: a pixel belongs to the ring nearest to its distance; each ring gives its mean distance and mean value.
 * Shape:  `values` row-major, `size` x `size`; rings up to half the size.
 * Units:  0-based pixels of the square; the image's unit.
 * Non-finite: left out; a ring without a finite pixel is left out.
 * Border: rings that leave the square have only the pixels inside it. */
export function radialProfile(
  values: ArrayLike<number>,
  size: number,
  centreX: number,
  centreY: number,
): { radius: number; mean: number }[] {
  const rings = Math.floor(size / 2) + 1;
  const sums = new Float64Array(rings);
  const radii = new Float64Array(rings);
  const counts = new Float64Array(rings);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const dx = (i % size) - centreX;
    const dy = Math.floor(i / size) - centreY;
    const radius = Math.sqrt(dx * dx + dy * dy);
    const ring = Math.round(radius);
    if (ring >= rings || value - value !== 0) continue;
    sums[ring] += value;
    radii[ring] += radius;
    counts[ring]++;
  }
  const profile: { radius: number; mean: number }[] = [];
  for (let ring = 0; ring < rings; ring++) {
    if (counts[ring] > 0)
      profile.push({ radius: radii[ring] / counts[ring], mean: sums[ring] / counts[ring] });
  }
  return profile;
}
