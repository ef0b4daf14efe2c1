import { axesMarks, layoutAxes, text, type Axes, type Axis } from './axisMarks.ts';
import { categoryColour } from './plotTheme.ts';
import type { AxisRange } from './plotTypes.ts';
import { pixelOf } from './plotView.ts';
import type { Frame } from './scatterSheet.ts';
import { linePath, type Mark, type Sheet } from './sheet.ts';

/** The lines of a tree: x counts leaves, y is the height of a merge. `cluster` is what the line belongs to below the
 * cut, -1 above it. */
export interface TreeLines {
  readonly x1: Float64Array;
  readonly y1: Float64Array;
  readonly x2: Float64Array;
  readonly y2: Float64Array;
  readonly cluster: Int32Array;
}

export interface DendrogramSpec {
  readonly lines: TreeLines;
  /** Under each leaf, by its x: the number of rows it stands for, say. */
  readonly leaves: readonly { readonly x: number; readonly label: string }[];
  readonly heightTitle: string;
  readonly x: AxisRange;
  readonly y: AxisRange;
}

const LEAVES_TITLE = 'rows in each branch';

export function dendrogramAxes(spec: DendrogramSpec, frame: Frame): { axes: Axes; x: Axis; y: Axis } {
  const title = spec.leaves.length > 0 ? LEAVES_TITLE : '';
  const x: Axis = { log: false, flip: false, title, bare: true, range: spec.x };
  const y: Axis = { log: false, flip: false, title: spec.heightTitle, range: spec.y };
  return { axes: layoutAxes(frame.width, frame.height, x, y, { top: 12, right: 14 }), x, y };
}

/** Draws the tree, with a line at the height of the cut. */
export function dendrogramSheet(spec: DendrogramSpec, cut: number | null, frame: Frame): Sheet {
  const { axes, x, y } = dendrogramAxes(spec, frame);
  const { theme } = frame;
  const marks = axesMarks(axes, x, y, theme);
  return {
    width: frame.width,
    height: frame.height,
    under: [...marks.under.slice(0, 1), ...treeMarks(spec.lines, axes, frame)],
    rasters: [],
    over: [...cutMarks(cut, axes, frame), ...marks.over, ...leafMarks(spec, axes, frame)],
  };
}

function cutMarks(cut: number | null, { area, y }: Axes, { theme }: Frame): Mark[] {
  if (cut === null) return [];
  const top = pixelOf(y, cut);
  if (!(top >= area.y && top <= area.y + area.height)) return [];
  return [
    { kind: 'path', d: linePath(area.x, top, area.x + area.width, top), stroke: theme.star.css, width: 1.5 },
  ];
}

/** One path for each cluster: thousands of lines are a handful of shapes. */
function treeMarks({ x1, y1, x2, y2, cluster }: TreeLines, axes: Axes, { theme }: Frame): Mark[] {
  const paths = new Map<number, string>();
  for (let i = 0; i < x1.length; i++) {
    const d = linePath(
      pixelOf(axes.x, x1[i]!),
      pixelOf(axes.y, y1[i]!),
      pixelOf(axes.x, x2[i]!),
      pixelOf(axes.y, y2[i]!),
    );
    paths.set(cluster[i]!, (paths.get(cluster[i]!) ?? '') + d);
  }
  return [...paths].map(([label, d]): Mark => {
    const stroke = label < 0 ? theme.muted.css : categoryColour(theme, label).css;
    return { kind: 'path', d, stroke, width: label < 0 ? 1.25 : 1.5, clip: axes.area };
  });
}

/** Labels of leaves as far as they have room. */
function leafMarks({ leaves }: DendrogramSpec, axes: Axes, { theme }: Frame): Mark[] {
  const { area } = axes;
  const marks: Mark[] = [];
  let free = -Infinity;
  for (const leaf of leaves) {
    const left = pixelOf(axes.x, leaf.x);
    const half = leaf.label.length * 3.2;
    if (left < area.x || left > area.x + area.width || left - half < free) continue;
    marks.push(text(left, area.y + area.height + 14, leaf.label, theme.muted.css, 'middle'));
    free = left + half + 6;
  }
  return marks;
}
