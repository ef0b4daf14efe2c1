import type { Tick } from './axisTicks.ts';
import { axisTicks } from './axisTicks.ts';
import type { PlotTheme } from './plotTheme.ts';
import type { AxisKind, AxisRange, Box } from './plotTypes.ts';
import { pixelMap, pixelOf, type PixelMap } from './plotView.ts';
import { boxPath, fittedText, FONT_SIZE, linePath, textWidth, type Mark } from './sheet.ts';

/** One axis of a plot. */
export interface Axis extends AxisKind {
  /** Empty for none. */
  readonly title: string;
  /** Its places mean nothing by themselves: without ticks. */
  readonly bare?: boolean;
  /** How far labels below may reach beyond the area, where something else stands near. */
  readonly overhang?: number;
  readonly range: AxisRange;
}

/** Two axes laid out: the area between them and the maps of both in CSS pixels. */
export interface Axes {
  readonly area: Box;
  readonly x: PixelMap;
  readonly y: PixelMap;
}

/** Room outside the area, for what a plot puts there itself. */
export interface Padding {
  readonly top: number;
  readonly right: number;
}

const TICK = 4;
const TITLE = 18;
const LABELS_BELOW = 20;
/** How far labels below may reach beyond the area, and their distance. */
const LABEL_OVERHANG = 8;
const LABEL_GAP = 6;
/** One tick with a label per so many CSS pixels. */
const TICK_EVERY_X = 72;
const TICK_EVERY_Y = 48;

export function axisTitle(label: string, unit: string): string {
  return unit ? `${label} (${unit})` : label;
}

/** Places the axes in width x height. With `equal` the area is narrowed until a unit is as long along x as along y. */
export function layoutAxes(
  width: number,
  height: number,
  xAxis: Axis,
  yAxis: Axis,
  padding: Padding,
  equal = false,
): Axes {
  const yTicks = ticksOf(yAxis, height, TICK_EVERY_Y);
  const labels = Math.max(...yTicks.map(({ label }) => textWidth(label)), 8);
  const left = Math.round(labels + TICK + 6 + (yAxis.title ? TITLE : 0));
  const bottom = LABELS_BELOW + (xAxis.title ? TITLE : 0);
  let area: Box = {
    x: left,
    y: padding.top,
    width: Math.max(Math.round(width - left - padding.right), 1),
    height: Math.max(Math.round(height - padding.top - bottom), 1),
  };
  if (equal) area = narrowed(area, xAxis.range, yAxis.range);
  return {
    area,
    x: pixelMap(xAxis.range, xAxis.flip, area.x, area.x + area.width),
    y: pixelMap(yAxis.range, yAxis.flip, area.y + area.height, area.y),
  };
}

function narrowed(area: Box, x: AxisRange, y: AxisRange): Box {
  const scale = Math.min(area.width / (x.high - x.low), area.height / (y.high - y.low));
  const width = Math.max(Math.round(scale * (x.high - x.low)), 1);
  const height = Math.max(Math.round(scale * (y.high - y.low)), 1);
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  };
}

/** Background and grid, to go under the data, and frame, ticks, labels and titles, to go over them. */
export function axesMarks(
  axes: Axes,
  xAxis: Axis,
  yAxis: Axis,
  theme: PlotTheme,
): { under: Mark[]; over: Mark[] } {
  const { area } = axes;
  const bottom = area.y + area.height;
  const xTicks = placed(ticksOf(xAxis, area.width, TICK_EVERY_X), axes.x, area.x, area.width);
  const yTicks = placed(ticksOf(yAxis, area.height, TICK_EVERY_Y), axes.y, area.y, area.height);
  const grid = [
    ...xTicks.filter(hasLabel).map(({ at }) => linePath(at, area.y, at, bottom)),
    ...yTicks.filter(hasLabel).map(({ at }) => linePath(area.x, at, area.x + area.width, at)),
  ].join('');
  const strokes = [
    ...xTicks.map(({ at, label }) => linePath(at, bottom, at, bottom + (label ? TICK : TICK / 2))),
    ...yTicks.map(({ at, label }) => linePath(area.x, at, area.x - (label ? TICK : TICK / 2), at)),
  ].join('');
  const under: Mark[] = [
    { kind: 'path', d: boxPath(area), fill: theme.area.css },
    { kind: 'path', d: grid, stroke: theme.line.css, width: 1, opacity: 0.7 },
  ];
  const crisp = { x: area.x - 0.5, y: area.y - 0.5, width: area.width + 1, height: area.height + 1 };
  const over: Mark[] = [
    { kind: 'path', d: boxPath(crisp), stroke: theme.lineStrong.css, width: 1 },
    { kind: 'path', d: strokes, stroke: theme.lineStrong.css, width: 1 },
    ...labelsBeside(xTicks, area, xAxis.overhang ?? LABEL_OVERHANG).map(({ at, label }): Mark => {
      return text(at, bottom + TICK + 12, label, theme.muted.css, 'middle');
    }),
    ...yTicks.filter(hasLabel).map(({ at, label }): Mark => {
      return text(area.x - TICK - 4, at + 4, label, theme.muted.css, 'end');
    }),
  ];
  over.push(...titleMarks(area, xAxis, yAxis, yTicks, theme));
  return { under, over };
}

function titleMarks(area: Box, xAxis: Axis, yAxis: Axis, yTicks: readonly Tick[], theme: PlotTheme): Mark[] {
  const marks: Mark[] = [];
  if (xAxis.title) {
    const shown = fittedText(xAxis.title, area.width);
    const y = area.y + area.height + LABELS_BELOW + 13;
    marks.push(text(area.x + area.width / 2, y, shown, theme.text.css, 'middle'));
  }
  if (yAxis.title) {
    const shown = fittedText(yAxis.title, area.height);
    const labels = Math.max(...yTicks.map(({ label }) => textWidth(label)), 8);
    const x = area.x - TICK - 8 - labels - 2;
    const y = area.y + area.height / 2;
    marks.push({ ...text(x, y, shown, theme.text.css, 'middle'), upwards: true });
  }
  return marks;
}

export function text(
  x: number,
  y: number,
  content: string,
  fill: string,
  anchor: 'start' | 'middle' | 'end',
): Mark & { readonly kind: 'text' } {
  return { kind: 'text', x, y, text: content, fill, size: FONT_SIZE, anchor };
}

function ticksOf({ range, log, bare }: Axis, length: number, every: number): Tick[] {
  return bare ? [] : axisTicks(range, log, Math.max(Math.floor(length / every), 2));
}

const hasLabel = ({ label }: Tick): boolean => label !== '';

/** Where the labels below an area stand: not far beyond its sides, where others may be, and none over the one before. */
function labelsBeside(ticks: readonly Tick[], area: Box, overhang: number): Tick[] {
  let taken = -Infinity;
  const fromLeft = ticks.filter(hasLabel).sort((a, b) => a.at - b.at);
  return fromLeft.flatMap(({ at, label }): Tick[] => {
    const half = textWidth(label) / 2;
    const left = area.x - overhang + half;
    const place = Math.max(left, Math.min(at, area.x + area.width + overhang - half));
    if (place - half < taken + LABEL_GAP) return [];
    taken = place + half;
    return [{ at: place, label }];
  });
}

/** The ticks with their pixels, on half pixels so that lines are sharp, without those beside the area. */
function placed(ticks: readonly Tick[], map: PixelMap, from: number, length: number): Tick[] {
  return ticks
    .map(({ at, label }) => ({ at: Math.round(pixelOf(map, at)) + 0.5, label }))
    .filter(({ at }) => at >= from - 1 && at <= from + length + 1);
}
