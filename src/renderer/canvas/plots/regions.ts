import type { Axes } from './axisMarks.ts';
import type { PlotPoint, PlotTool } from './plotInput.ts';
import type { AxisKind, Region } from './plotTypes.ts';
import { unitAt, valueOf } from './plotView.ts';

/** On a logarithmic axis a straight edge on the screen is a curve in the data: it is followed in steps this long. */
const STEP = 4;

/** What was drawn with a tool on the screen, in the units of the columns. */
export function regionOf(
  tool: PlotTool,
  points: readonly PlotPoint[],
  axes: Axes,
  x: AxisKind,
  y: AxisKind,
): Region {
  const valueAt = ([left, top]: PlotPoint): [number, number] => [
    valueOf(unitAt(axes.x, left), x.log),
    valueOf(unitAt(axes.y, top), y.log),
  ];
  if (tool !== 'box') {
    const outline = x.log || y.log ? withSteps(points) : points;
    return { kind: 'lasso', polygon: outline.map(valueAt) };
  }
  const [a, b] = [valueAt(points[0]!), valueAt(points.at(-1)!)];
  return { kind: 'box', x: sorted(a[0], b[0]), y: sorted(a[1], b[1]) };
}

export function sorted(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a];
}

/** The closed outline with a point at least every few pixels. */
function withSteps(points: readonly PlotPoint[]): PlotPoint[] {
  const outline: PlotPoint[] = [];
  for (const [k, from] of points.entries()) {
    const to = points[(k + 1) % points.length]!;
    const steps = Math.max(Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP), 1);
    for (let step = 0; step < steps; step++) {
      const share = step / steps;
      outline.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
    }
  }
  return outline;
}

/** Which pixels of a grid lie within a closed outline (even-odd, by their centres), 1 for those that do. */
export function polygonMask(points: readonly PlotPoint[], columns: number, rows: number): Uint8Array {
  const mask = new Uint8Array(columns * rows);
  const crossings: number[] = [];
  for (let row = 0; row < rows; row++) {
    const y = row + 0.5;
    crossings.length = 0;
    for (const [k, [x1, y1]] of points.entries()) {
      const [x2, y2] = points[(k + 1) % points.length]!;
      if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(Math.ceil(crossings[k]! - 0.5), 0);
      const to = Math.min(Math.ceil(crossings[k + 1]! - 0.5), columns);
      if (to > from) mask.fill(1, row * columns + from, row * columns + to);
    }
  }
  return mask;
}
