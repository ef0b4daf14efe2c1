import { axesMarks, axisTitle, layoutAxes, type Axes, type Axis } from './axisMarks.ts';
import { colormap, type ColormapName } from '../../../core/colormap/index.ts';
import { isSelected } from './cells.ts';
import type { Shading } from './density.ts';
import { legendMarks, legendWidth } from './legendMarks.ts';
import { overlayMarks } from './overlayMarks.ts';
import { markRadius, type PointInputs, type PointLayer, type PointStyle } from './pointLayer.ts';
import { cssOf, type PlotTheme } from './plotTheme.ts';
import {
  NOISE,
  type AxisKind,
  type ColourSpec,
  type Overlay,
  type PlotColumn,
  type RowBits,
} from './plotTypes.ts';
import { axisUnits, type PixelMap, type PlotView } from './plotView.ts';
import { createColours, rowRadii } from './rowColours.ts';
import { inBox, type DotsMark, type Mark, type Raster, type Sheet } from './sheet.ts';

/** Size in CSS pixels, device pixels per CSS pixel, colours, and up to how many points are drawn as shapes (0 on the
 * screen, more in a vector picture). */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly theme: PlotTheme;
  readonly vectorPoints: number;
}

export interface ScatterSpec {
  readonly x: PlotColumn;
  readonly y: PlotColumn;
  readonly xAxis: AxisKind;
  readonly yAxis: AxisKind;
  readonly view: PlotView;
  readonly equal: boolean;
  readonly colour: ColourSpec;
  readonly size: PlotColumn | null;
  readonly selection: RowBits | null;
  readonly overlays: readonly Overlay[];
  readonly style: PointStyle;
  readonly shading: Shading;
  /** Colours of crowds; null for those of the theme. */
  readonly densityMap: ColormapName | null;
}

const TOP = 12;

export function scatterAxes(spec: ScatterSpec, frame: Frame): { axes: Axes; x: Axis; y: Axis } {
  const x: Axis = { ...spec.xAxis, title: axisTitle(spec.x.label, spec.x.unit), range: spec.view.x };
  const y: Axis = { ...spec.yAxis, title: axisTitle(spec.y.label, spec.y.unit), range: spec.view.y };
  const padding = { top: TOP, right: legendWidth(spec.colour, frame.width) };
  return { axes: layoutAxes(frame.width, frame.height, x, y, padding, spec.equal), x, y };
}

/** Draws a scatter plot; the layer remembers what the next picture can use again. */
export function createScatterSheet(layer: PointLayer): (spec: ScatterSpec, frame: Frame) => Sheet {
  const colours = createColours();
  let radii: { readonly of: Float64Array; readonly radii: Float32Array } | null = null;
  const radiiOf = (size: PlotColumn | null): Float32Array | null => {
    if (size === null) return null;
    if (radii?.of !== size.values) radii = { of: size.values, radii: rowRadii(size.values) };
    return radii.radii;
  };

  let ramp: { readonly name: ColormapName; readonly light: boolean; readonly colours: Uint32Array } | null =
    null;
  const rampOf = (name: ColormapName | null, light: boolean): Uint32Array | null => {
    if (name === null) return null;
    if (ramp?.name !== name || ramp.light !== light)
      ramp = { name, light, colours: densityRamp(name, light) };
    return ramp.colours;
  };

  return (spec, frame) => {
    const { axes, x, y } = scatterAxes(spec, frame);
    const { theme, ratio, width, height } = frame;
    const marks = axesMarks(axes, x, y, theme);
    const overlays = overlayMarks(spec.overlays, axes, x, y, theme);
    const { area } = axes;
    const inputs: PointInputs = {
      x: axisUnits(spec.x.values, x.log),
      y: axisUnits(spec.y.values, y.log),
      xMap: devicePixels(axes.x, area.x, ratio),
      yMap: devicePixels(axes.y, area.y, ratio),
      columns: Math.max(Math.round(area.width * ratio), 1),
      rows: Math.max(Math.round(area.height * ratio), 1),
      ratio,
      colours: colours(spec.colour, theme),
      labels: spec.colour.kind === 'category' ? spec.colour.labels : null,
      radii: radiiOf(spec.size),
      selection: spec.selection,
      theme,
      style: spec.style,
      shading: spec.shading,
      ramp: rampOf(spec.densityMap, theme.light),
    };
    const pixels = layer.draw(inputs);
    const vector = layer.style === 'marks' && layer.shown <= frame.vectorPoints;
    const raster: Raster = { ...area, columns: pixels.columns, rows: pixels.rows, pixels: pixels.data };
    return {
      width,
      height,
      under: [...marks.under, ...overlays.under, ...(vector ? vectorDots(inputs, axes, layer.shown) : [])],
      rasters: vector ? [] : [raster],
      over: [...overlays.over, ...marks.over, ...legendMarks(spec.colour, area, width, theme)],
    };
  };
}

/** The part of a map that stands out from the background, faint to strong. */
function densityRamp(name: ColormapName, light: boolean): Uint32Array {
  const map = colormap(name, light);
  return Uint32Array.from(map, (_, k) => map[Math.round(64 + (k * 191) / 255)]!);
}

/** A map in CSS pixels of the plot as one in device pixels of an area that begins at `start`. */
export function devicePixels({ scale, offset }: PixelMap, start: number, ratio: number): PixelMap {
  return { scale: scale * ratio, offset: (offset - start) * ratio };
}

/** The visible points as shapes, selected ones on top. */
function vectorDots(inputs: PointInputs, { area }: Axes, shown: number): Mark[] {
  const { selection, theme, colours, labels, radii, ratio } = inputs;
  const radius = markRadius(shown);
  const dots = (
    wanted: boolean,
    opacity: number,
    colourOf: (row: number) => number,
    grow: number,
  ): DotsMark => {
    const found: [number, number, number, string][] = [];
    for (let row = 0; row < inputs.x.length; row++) {
      if ((selection !== null && isSelected(selection.words, row)) !== wanted) continue;
      if (labels && labels[row]! < NOISE) continue;
      const left = area.x + (inputs.xMap.scale * inputs.x[row]! + inputs.xMap.offset) / ratio;
      const top = area.y + (inputs.yMap.scale * inputs.y[row]! + inputs.yMap.offset) / ratio;
      if (!inBox(area, left, top)) continue;
      const own = radii ? radii[row]! : labels?.[row] === NOISE ? radius * 0.7 : radius;
      found.push([left, top, own + grow, cssOf(colourOf(row))]);
    }
    return {
      kind: 'dots',
      x: Float32Array.from(found, ([left]) => left),
      y: Float32Array.from(found, ([, top]) => top),
      radius: Float32Array.from(found, ([, , size]) => size),
      fill: found.map(([, , , fill]) => fill),
      opacity,
      clip: area,
    };
  };
  const plain = selection ? theme.muted.packed : theme.point.packed;
  const rest = dots(false, selection ? 0.3 : 0.85, (row) => (colours ? colours[row]! : plain), 0);
  if (!selection) return [rest];
  const chosen = (row: number): number => (colours ? colours[row]! : theme.star.packed);
  return [rest, dots(true, 0.9, () => theme.text.packed, 1), dots(true, 1, chosen, 0)];
}
