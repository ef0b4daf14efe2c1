/** All pairs of points within a radius, by the angle between unit vectors from their cross and dot products. */
export function naiveCrossmatch(
  left: readonly (readonly [ra: number, dec: number])[],
  right: readonly (readonly [ra: number, dec: number])[],
  radiusArcsec: number,
): { left: number; right: number; separationArcsec: number }[] {
  const pairs = left.flatMap((a, i) =>
    right.map((b, j) => ({ left: i, right: j, separationArcsec: separation(a, b) })),
  );
  return pairs
    .filter((pair) => pair.separationArcsec <= radiusArcsec)
    .sort((a, b) => a.left - b.left || a.separationArcsec - b.separationArcsec || a.right - b.right);
}

function separation(a: readonly [number, number], b: readonly [number, number]): number {
  const [x, y, z] = vector(a);
  const [u, v, w] = vector(b);
  const cross = Math.hypot(y * w - z * v, z * u - x * w, x * v - y * u);
  return Math.atan2(cross, x * u + y * v + z * w) * (180 / Math.PI) * 3600;
}

function vector([ra, dec]: readonly [number, number]): [number, number, number] {
  const lon = (ra * Math.PI) / 180;
  const lat = (dec * Math.PI) / 180;
  return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
}
