import { text } from './axisMarks.ts';
import { axisTicks } from './axisTicks.ts';
import { projected, type Projected, type Projection } from './camera.ts';
import type { PlotTheme } from './plotTheme.ts';
import type { AxisRange } from './plotTypes.ts';
import { fittedText, linePath, type Mark } from './sheet.ts';

type Corner = readonly [0 | 1, 0 | 1, 0 | 1];
export type Ranges3d = readonly [AxisRange, AxisRange, AxisRange];

const TICKS = 5;
const LABEL_AWAY = 16;
const TITLE_AWAY = 42;

/** The box around the data: the three far sides with a grid, to go under the points, and the labels of the axes along
 * edges of its outline. The projection is in CSS pixels of the plot. */
export function boxMarks(
  ranges: Ranges3d,
  titles: readonly [string, string, string],
  projection: Projection,
  theme: PlotTheme,
): { under: Mark[]; over: Mark[] } {
  const at = (point: readonly [number, number, number]): Projected => projected(projection, ...point);
  // An axis that points towards the eye has its far side at its low end.
  const far = [0, 1, 2].map((k) => (projection.depth[k as 0 | 1 | 2] > 0 ? 0 : 1)) as [0 | 1, 0 | 1, 0 | 1];
  const end = (axis: number, side: 0 | 1): number => (side === 0 ? ranges[axis]!.low : ranges[axis]!.high);
  const place = (corner: Corner): Projected => at([end(0, corner[0]), end(1, corner[1]), end(2, corner[2])]);
  const grid: string[] = [];
  const frame: string[] = [];
  const over: Mark[] = [];
  const line = (a: Projected, b: Projected): string => linePath(a.left, a.top, b.left, b.top);
  const middle = at(
    [0, 1, 2].map((k) => ranges[k]!.low / 2 + ranges[k]!.high / 2) as [number, number, number],
  );

  for (const axis of [0, 1, 2] as const) {
    const others = [0, 1, 2].filter((k) => k !== axis) as [0 | 1 | 2, 0 | 1 | 2];
    for (const tick of axisTicks(ranges[axis], false, TICKS)) {
      for (const [along, fixed] of [others, [others[1], others[0]]] as const) {
        const from: [number, number, number] = [0, 0, 0];
        from[axis] = tick.at;
        from[fixed] = end(fixed, far[fixed]);
        const to = [...from] as typeof from;
        from[along] = ranges[along].low;
        to[along] = ranges[along].high;
        grid.push(line(at(from), at(to)));
      }
    }
    for (const side of others) {
      const other = others.find((k) => k !== side)!;
      const from: [0 | 1, 0 | 1, 0 | 1] = [...far];
      for (const which of [0, 1] as const) {
        from[side] = which;
        from[other] = far[other];
        const to: [0 | 1, 0 | 1, 0 | 1] = [...from];
        from[axis] = 0;
        to[axis] = 1;
        frame.push(line(place(from), place(to)));
      }
    }
    over.push(...labelMarks(axis, others));
  }

  /** Ticks along the edge of the outline that lies lowest, for the upright axis the leftmost. */
  function labelMarks(axis: 0 | 1 | 2, others: readonly [0 | 1 | 2, 0 | 1 | 2]): Mark[] {
    const edges = ([0, 1] as const).map((swapped) => {
      const from: [0 | 1, 0 | 1, 0 | 1] = [...far];
      const near = others[swapped];
      from[near] = far[near] === 0 ? 1 : 0;
      from[axis] = 0;
      const to: [0 | 1, 0 | 1, 0 | 1] = [...from];
      to[axis] = 1;
      return { from: place(from), to: place(to), corner: from };
    });
    const rank = ({ from, to }: { from: Projected; to: Projected }): number =>
      axis === 2 ? -(from.left + to.left) : from.top + to.top;
    const edge = rank(edges[0]!) >= rank(edges[1]!) ? edges[0]! : edges[1]!;
    const centre = { left: (edge.from.left + edge.to.left) / 2, top: (edge.from.top + edge.to.top) / 2 };
    const length = Math.hypot(edge.to.left - edge.from.left, edge.to.top - edge.from.top);
    // Seen along the axis its labels would lie on one another.
    if (length < 40) return [];
    const away = outward(edge.from, edge.to, centre, middle);
    const marks: Mark[] = axisTicks(ranges[axis], false, length < 140 ? 3 : TICKS).map((tick) => {
      const point = [0, 1, 2].map((k) => end(k, edge.corner[k]!)) as [number, number, number];
      point[axis] = tick.at;
      const p = at(point);
      const [x, y] = [p.left + away[0] * LABEL_AWAY, p.top + away[1] * LABEL_AWAY + 4];
      const anchor = Math.abs(away[0]) < 0.35 ? 'middle' : away[0] > 0 ? 'start' : 'end';
      return text(x - (anchor === 'middle' ? 0 : away[0] * 6), y, tick.label, theme.muted.css, anchor);
    });
    const title = fittedText(titles[axis], Math.max(length, 90));
    marks.push(
      axis === 2
        ? {
            ...text(
              centre.left + away[0] * (TITLE_AWAY + 8),
              centre.top + 4,
              title,
              theme.text.css,
              'middle',
            ),
            upwards: true,
          }
        : text(
            centre.left + away[0] * TITLE_AWAY,
            centre.top + away[1] * TITLE_AWAY + 6,
            title,
            theme.text.css,
            'middle',
          ),
    );
    return marks;
  }

  return {
    under: [
      { kind: 'path', d: grid.join(''), stroke: theme.line.css, width: 1, opacity: 0.9 },
      { kind: 'path', d: frame.join(''), stroke: theme.lineStrong.css, width: 1 },
    ],
    over,
  };
}

/** The direction across an edge that leads away from the middle of the box. */
function outward(
  from: Projected,
  to: Projected,
  centre: { readonly left: number; readonly top: number },
  middle: Projected,
): readonly [number, number] {
  const length = Math.hypot(to.left - from.left, to.top - from.top) || 1;
  const across: [number, number] = [(to.top - from.top) / length, -(to.left - from.left) / length];
  const outwards = across[0] * (centre.left - middle.left) + across[1] * (centre.top - middle.top) >= 0;
  return outwards ? across : [-across[0], -across[1]];
}
