import { axisTitle } from './axisMarks.ts';
import { boxMarks, type Ranges3d } from './boxMarks3d.ts';
import { projectionOf, type Camera, type Projection } from './camera.ts';
import { legendMarks, legendWidth } from './legendMarks.ts';
import { polyline } from './overlayMarks.ts';
import { createScene, drawPoints, type Points3d } from './points3d.ts';
import type { ColourSpec, PlotColumn, RowBits, Tone } from './plotTypes.ts';
import type { Frame } from './scatterSheet.ts';
import type { Mark, Sheet } from './sheet.ts';
import { drawSurface, surfaceGrid, type Surface } from './surface3d.ts';
import { projected } from './camera.ts';

export interface Scatter3dSpec {
  readonly columns: readonly [PlotColumn, PlotColumn, PlotColumn];
  readonly ranges: Ranges3d;
  readonly camera: Camera;
  readonly colour: ColourSpec;
  /** The packed colour of every row, for the colour. */
  readonly colours: Uint32Array | null;
  readonly selection: RowBits | null;
  readonly surface: Surface | null;
  readonly surfaceTone: Tone;
}

const SURFACE_ALPHA = 0.3;
/** Lines on the surface: every so many steps of its grid at most twelve. */
const SURFACE_LINES = 12;

export function points3dOf({ columns, colours, colour, selection }: Scatter3dSpec): Points3d {
  return {
    x: columns[0].values,
    y: columns[1].values,
    z: columns[2].values,
    colours,
    labels: colour.kind === 'category' ? colour.labels : null,
    selection,
  };
}

/** The part of the plot beside the legend. */
function sceneWidth({ colour }: Scatter3dSpec, width: number): number {
  return Math.max(Math.round(width - (colour.kind === 'none' ? 0 : legendWidth(colour, width))), 1);
}

export function projectionFor(spec: Scatter3dSpec, width: number, height: number): Projection {
  return projectionOf(spec.camera, spec.ranges, sceneWidth(spec, width), height);
}

export function scatter3dSheet(spec: Scatter3dSpec, frame: Frame): Sheet {
  const { width, height, ratio, theme } = frame;
  const seen = sceneWidth(spec, width);
  const onScreen = projectionFor(spec, width, height);
  const columns = Math.max(Math.round(seen * ratio), 1);
  const rows = Math.max(Math.round(height * ratio), 1);
  const inPixels = scaled(onScreen, ratio);
  const scene = createScene(columns, rows);
  drawPoints(scene, points3dOf(spec), inPixels, {
    plain: theme.point.packed,
    rest: theme.bar.packed,
    density: theme.density,
    densityRest: theme.densityRest,
    selected: theme.star.packed,
    rim: theme.text.packed,
    background: theme.page.packed,
    ratio,
  });
  const titles = spec.columns.map(({ label, unit }) => axisTitle(label, unit)) as [string, string, string];
  const box = boxMarks(spec.ranges, titles, onScreen, theme);
  const over: Mark[] = [...box.over];
  if (spec.surface) {
    const grid = surfaceGrid(spec.surface, spec.ranges[0], spec.ranges[1]);
    drawSurface(scene, grid, spec.ranges[2], inPixels, theme[spec.surfaceTone].packed, SURFACE_ALPHA);
    const d = surfaceLines(grid, spec.ranges, onScreen);
    over.unshift({ kind: 'path', d, stroke: theme[spec.surfaceTone].css, width: 0.75, opacity: 0.45 });
  }
  const legendBox = { x: 0, y: 12, width: seen, height: Math.max(height - 60, 40) };
  return {
    width,
    height,
    under: box.under,
    rasters: [{ x: 0, y: 0, width: seen, height, columns, rows, pixels: scene.data }],
    over: [...over, ...legendMarks(spec.colour, legendBox, width, theme)],
  };
}

function scaled({ left, top, depth }: Projection, ratio: number): Projection {
  const by = ([a, b, c, d]: Projection['left']): Projection['left'] => [
    a * ratio,
    b * ratio,
    c * ratio,
    d * ratio,
  ];
  return { left: by(left), top: by(top), depth: by(depth) };
}

/** A net of lines on the surface, broken where it leaves the box. */
function surfaceLines(
  { x, y, z }: Extract<Surface, { kind: 'grid' }>,
  ranges: Ranges3d,
  projection: Projection,
): string {
  const place = (column: number, row: number): [number, number] => {
    const height = z[row * x.length + column]!;
    if (!(height >= ranges[2].low && height <= ranges[2].high)) return [Number.NaN, Number.NaN];
    const { left, top } = projected(projection, x[column]!, y[row]!, height);
    return [left, top];
  };
  const every = (length: number): number => Math.max(Math.ceil((length - 1) / SURFACE_LINES), 1);
  let d = '';
  for (let row = 0; row < y.length; row += every(y.length)) {
    d += polyline(Array.from(x, (_, column) => place(column, row)));
  }
  for (let column = 0; column < x.length; column += every(x.length)) {
    d += polyline(Array.from(y, (_, row) => place(column, row)));
  }
  return d;
}
