/** Which pixels around one belong to its neighbourhood. With r the radius, and the pixel itself in the middle:
 * - `square`: |dx| <= r and |dy| <= r;
 * - `disk`: dx² + dy² <= r²;
 * - `diamond`: |dx| + |dy| <= r;
 * - `cross`: dx = 0 or dy = 0, and none beyond r. */
export const FOOTPRINTS = ['square', 'disk', 'diamond', 'cross'] as const;
export type Footprint = (typeof FOOTPRINTS)[number];

/** The pixels with |dx| <= x and |dy| <= y. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
}

/** The fewest rectangles around the middle pixel that make up the footprint together, the widest first. */
export function footprintRectangles(footprint: Footprint, radius: number): Rectangle[] {
  const rectangles: Rectangle[] = [];
  for (let y = 0; y <= radius; y++) {
    const x = halfWidth(footprint, radius, y);
    if (rectangles.at(-1)?.x === x) rectangles.pop();
    rectangles.push({ x, y });
  }
  return rectangles;
}

/** The largest |dx| at that |dy|. */
function halfWidth(footprint: Footprint, radius: number, y: number): number {
  switch (footprint) {
    case 'square':
      return radius;
    case 'diamond':
      return radius - y;
    case 'cross':
      return y === 0 ? radius : 0;
    case 'disk': {
      let x = Math.floor(Math.sqrt(radius * radius - y * y));
      while (x * x + y * y > radius * radius) x--;
      return x;
    }
  }
}
