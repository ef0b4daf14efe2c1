/** Whether a point is inside a polygon, by the even-odd rule: all sides, one after the other. */
export function naivePointInPolygon(
  px: number,
  py: number,
  corners: readonly (readonly [number, number])[],
): boolean {
  let inside = false;
  corners.forEach(([x, y], i) => {
    const [lastX, lastY] = corners[(i + corners.length - 1) % corners.length]!;
    if (y > py !== lastY > py && px < ((lastX - x) * (py - y)) / (lastY - y) + x) inside = !inside;
  });
  return inside;
}
