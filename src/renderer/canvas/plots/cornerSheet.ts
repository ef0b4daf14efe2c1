import { axesMarks, axisTitle, type Axes, type Axis } from './axisMarks.ts';
import type { BinCounts } from './binCounts.ts';
import { barMarks } from './histogramSheet.ts';
import { legendMarks } from './legendMarks.ts';
import type { PointLayer } from './pointLayer.ts';
import type { AxisRange, Box, ColourSpec, PlotColumn, RowBits } from './plotTypes.ts';
import { axisUnits, pixelMap } from './plotView.ts';
import { devicePixels, type Frame } from './scatterSheet.ts';
import { FONT_SIZE, fittedText, inBox, type Mark, type Raster, type Sheet } from './sheet.ts';

export interface CornerColumn {
  readonly column: PlotColumn;
  readonly log: boolean;
  readonly range: AxisRange;
  readonly counts: BinCounts;
}

export interface CornerSpec {
  readonly columns: readonly CornerColumn[];
  readonly colour: ColourSpec;
  /** The packed colour of every row, for the colour. */
  readonly colours: Uint32Array | null;
  readonly selection: RowBits | null;
}

/** A panel of the matrix: columns by number, `y` null on the diagonal. */
export interface CornerPanel {
  readonly x: number;
  readonly y: number | null;
  readonly axes: Axes;
}

const LEFT = 62;
const BOTTOM = 40;
const EDGE = 10;
const GAP = 8;
/** Leaves something between the last label of a panel and the first of the next. */
const OVERHANG = 1;

/** The panels of the lower triangle, the diagonal included. */
export function cornerPanels(spec: CornerSpec, frame: Frame): CornerPanel[] {
  const n = spec.columns.length;
  const width = Math.max(Math.floor((frame.width - LEFT - EDGE - (n - 1) * GAP) / n), 8);
  const height = Math.max(Math.floor((frame.height - BOTTOM - EDGE - (n - 1) * GAP) / n), 8);
  const panels: CornerPanel[] = [];
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      const area: Box = { x: LEFT + column * (width + GAP), y: EDGE + row * (height + GAP), width, height };
      const diagonal = row === column;
      const y = diagonal ? countRange(spec.columns[row]!.counts) : spec.columns[row]!.range;
      panels.push({
        x: column,
        y: diagonal ? null : row,
        axes: {
          area,
          x: pixelMap(spec.columns[column]!.range, false, area.x, area.x + width),
          y: pixelMap(y, false, area.y + height, area.y),
        },
      });
    }
  }
  return panels;
}

export function panelAt(panels: readonly CornerPanel[], left: number, top: number): CornerPanel | null {
  return panels.find(({ axes }) => inBox(axes.area, left, top)) ?? null;
}

/** Draws the matrix; `layers` has a layer for every pair, by the panel's order. */
export function cornerSheet(spec: CornerSpec, frame: Frame, layerOf: (panel: number) => PointLayer): Sheet {
  const panels = cornerPanels(spec, frame);
  const under: Mark[] = [];
  const over: Mark[] = [];
  const rasters: Raster[] = [];
  const n = spec.columns.length;
  for (const [k, panel] of panels.entries()) {
    const row = panel.y ?? panel.x;
    const x = axisOf(spec.columns[panel.x]!, row === n - 1);
    const y = panel.y === null ? countAxis(spec.columns[row]!) : axisOf(spec.columns[row]!, panel.x === 0);
    const marks = axesMarks(panel.axes, x, y, frame.theme);
    under.push(...marks.under);
    over.push(...marks.over.filter((mark) => mark.kind !== 'text'));
    over.push(...outerText(panel, x, y, row === n - 1, marks.over));
    if (panel.y === null) {
      under.push(...barMarks(spec.columns[row]!.counts, panel.axes, false, y.range, frame.theme));
      over.push(...nameMark(spec.columns[row]!, panel, frame));
    } else rasters.push(pointsOf(spec, panel, frame, layerOf(k)));
  }
  return {
    width: frame.width,
    height: frame.height,
    under,
    rasters,
    over: [...over, ...legendOf(spec, panels, frame)],
  };
}

/** The upper triangle is empty: the legend stands there. */
function legendOf(spec: CornerSpec, panels: readonly CornerPanel[], frame: Frame): Mark[] {
  const first = panels[0]?.axes.area;
  if (!first || spec.columns.length < 2) return [];
  const room = { ...first, x: frame.width - 190, width: 30 };
  return legendMarks(spec.colour, room, frame.width, frame.theme);
}

function axisOf({ column, log, range }: CornerColumn, outer: boolean): Axis {
  return {
    log,
    flip: false,
    title: outer ? axisTitle(column.label, column.unit) : '',
    overhang: OVERHANG,
    range,
  };
}

function countAxis({ counts }: CornerColumn): Axis {
  return { log: false, flip: false, title: '', bare: true, range: countRange(counts) };
}

function countRange({ all }: BinCounts): AxisRange {
  return {
    low: 0,
    high:
      Math.max(
        all.reduce((most, count) => Math.max(most, count), 0),
        1,
      ) * 1.08,
  };
}

/** Labels and titles on the outer sides only; titles of one side stand in one line. */
function outerText(panel: CornerPanel, x: Axis, y: Axis, bottom: boolean, marks: readonly Mark[]): Mark[] {
  const { area } = panel.axes;
  return marks.flatMap((mark): Mark[] => {
    if (mark.kind !== 'text') return [];
    if (mark.upwards) return panel.y !== null && y.title ? [{ ...mark, x: FONT_SIZE + 1 }] : [];
    const below = mark.y > area.y + area.height + 4 && mark.anchor === 'middle';
    if (below) return bottom && (x.title !== '' || mark.text !== '') ? [mark] : [];
    return panel.x === 0 && panel.y !== null ? [mark] : [];
  });
}

function nameMark({ column }: CornerColumn, { axes }: CornerPanel, { theme }: Frame): Mark[] {
  const shown = fittedText(column.label, axes.area.width - 10);
  const { x, y } = axes.area;
  return [
    {
      kind: 'text',
      x: x + 6,
      y: y + 14,
      text: shown,
      fill: theme.text.css,
      size: FONT_SIZE,
      anchor: 'start',
    },
  ];
}

function pointsOf(spec: CornerSpec, panel: CornerPanel, frame: Frame, layer: PointLayer): Raster {
  const { area } = panel.axes;
  const [x, y] = [spec.columns[panel.x]!, spec.columns[panel.y!]!];
  const pixels = layer.draw({
    x: axisUnits(x.column.values, x.log),
    y: axisUnits(y.column.values, y.log),
    xMap: devicePixels(panel.axes.x, area.x, frame.ratio),
    yMap: devicePixels(panel.axes.y, area.y, frame.ratio),
    columns: Math.max(Math.round(area.width * frame.ratio), 1),
    rows: Math.max(Math.round(area.height * frame.ratio), 1),
    ratio: frame.ratio,
    colours: spec.colours,
    labels: spec.colour.kind === 'category' ? spec.colour.labels : null,
    radii: null,
    selection: spec.selection,
    theme: frame.theme,
    style: 'auto',
    shading: 'log',
    ramp: null,
  });
  return { ...area, columns: pixels.columns, rows: pixels.rows, pixels: pixels.data };
}
