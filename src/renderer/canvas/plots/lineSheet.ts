import { axesMarks, layoutAxes, text, type Axes, type Axis } from './axisMarks.ts';
import { listMarks, discPath } from './legendMarks.ts';
import { overlayMarks, polyline, toneColour } from './overlayMarks.ts';
import { categoryColour, type PlotTheme } from './plotTheme.ts';
import type { AxisKind, Overlay, Tone } from './plotTypes.ts';
import { pixelOf, unitOf, type PlotView } from './plotView.ts';
import type { Frame } from './scatterSheet.ts';
import { fittedText, inBox, textWidth, type Mark, type Sheet } from './sheet.ts';

export interface Series {
  readonly label: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly tone?: Tone;
  /** A dot on every point. */
  readonly dots?: boolean;
}

/** A point of a curve that is pointed out in words. */
export interface Pick {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface LineSpec {
  readonly series: readonly Series[];
  readonly xAxis: AxisKind & { readonly title: string };
  readonly yAxis: AxisKind & { readonly title: string };
  readonly view: PlotView;
  readonly overlays: readonly Overlay[];
  readonly picks: readonly Pick[];
  /** Where the series are named: at the end of each line, in a list, or nowhere. */
  readonly names: 'ends' | 'list' | 'none';
}

const LABEL_LINE = 13;
const LARGEST_NAMES = 140;

export function lineAxes(spec: LineSpec, frame: Frame): { axes: Axes; x: Axis; y: Axis } {
  const x: Axis = { ...spec.xAxis, range: spec.view.x };
  const y: Axis = { ...spec.yAxis, range: spec.view.y };
  const longest = Math.max(...spec.series.map(({ label }) => textWidth(label)), 0);
  const names = Math.min(longest + (spec.names === 'list' ? 26 : 12), LARGEST_NAMES, frame.width * 0.3);
  const right = spec.names === 'none' ? 16 : 14 + names;
  return { axes: layoutAxes(frame.width, frame.height, x, y, { top: 12, right }), x, y };
}

export function lineSheet(spec: LineSpec, frame: Frame): Sheet {
  const { axes, x, y } = lineAxes(spec, frame);
  const { theme } = frame;
  const marks = axesMarks(axes, x, y, theme);
  const overlays = overlayMarks(spec.overlays, axes, x, y, theme);
  const lines = spec.series.flatMap((series, k) =>
    seriesMarks(series, seriesColour(spec, k, theme), axes, x, y),
  );
  return {
    width: frame.width,
    height: frame.height,
    under: [...marks.under, ...overlays.under, ...lines],
    rasters: [],
    over: [
      ...overlays.over,
      ...marks.over,
      ...nameMarks(spec, axes, frame),
      ...spec.picks.flatMap((pick) => pickMarks(pick, axes, x, y, theme)),
    ],
  };
}

function seriesColour({ series }: LineSpec, k: number, theme: PlotTheme): string {
  const tone = series[k]!.tone;
  if (tone) return toneColour(theme, tone);
  return series.length === 1 ? theme.accent.css : categoryColour(theme, k).css;
}

function seriesMarks(series: Series, colour: string, axes: Axes, x: AxisKind, y: AxisKind): Mark[] {
  const places = placesOf(series, axes, x, y);
  const marks: Mark[] = [
    { kind: 'path', d: polyline(thinned(places)), stroke: colour, width: 1.75, clip: axes.area },
  ];
  if (series.dots) {
    const dots = places.filter(([left, top]) => inBox(axes.area, left, top));
    marks.push({ kind: 'path', d: dots.map(([left, top]) => discPath(left, top, 3)).join(''), fill: colour });
  }
  return marks;
}

function placesOf(series: Series, axes: Axes, x: AxisKind, y: AxisKind): [number, number][] {
  const places: [number, number][] = [];
  for (let i = 0; i < series.x.length; i++) {
    places.push([pixelOf(axes.x, unitOf(series.x[i]!, x.log)), pixelOf(axes.y, unitOf(series.y[i]!, y.log))]);
  }
  return places;
}

/** Of all points in one column of pixels the first, lowest, highest and last: the line looks the same. Gaps stay. */
export function thinned(places: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  if (places.length < 4000) return [...places];
  const kept: (readonly [number, number])[] = [];
  let start = 0;
  while (start < places.length) {
    const column = Math.floor(places[start]![0]);
    let end = start;
    let lowest = start;
    let highest = start;
    while (
      end < places.length &&
      Math.floor(places[end]![0]) === column &&
      Number.isFinite(places[end]![1])
    ) {
      if (places[end]![1] < places[lowest]![1]) lowest = end;
      if (places[end]![1] > places[highest]![1]) highest = end;
      end += 1;
    }
    // A missing point stands for itself.
    if (end === start) end = start + 1;
    const four = [start, Math.min(lowest, highest), Math.max(lowest, highest), end - 1];
    for (const [k, at] of four.entries()) if (k === 0 || at !== four[k - 1]) kept.push(places[at]!);
    start = end;
  }
  return kept;
}

function nameMarks(spec: LineSpec, axes: Axes, frame: Frame): Mark[] {
  const { area } = axes;
  const { theme } = frame;
  const left = area.x + area.width + 8;
  if (spec.names === 'none') return [];
  if (spec.names === 'list') {
    const entries = spec.series.map(({ label }, k) => ({
      label,
      colour: seriesColour(spec, k, theme),
      small: false,
    }));
    return listMarks('', entries, { ...area, y: area.y - 14, x: left, width: frame.width - left - 2 }, theme);
  }
  const ends = spec.series.map((series, k) => ({
    label: series.label,
    colour: seriesColour(spec, k, theme),
    top: endOf(series, axes, spec.xAxis, spec.yAxis),
  }));
  return spread(
    ends.filter(({ top }) => Number.isFinite(top)),
    area.y,
    area.y + area.height,
  ).map(({ label, colour, top }) =>
    text(left, top + 4, fittedText(label, frame.width - left - 4), colour, 'start'),
  );
}

/** Where a line meets the right side of the area, or ends before it. */
function endOf(series: Series, axes: Axes, x: AxisKind, y: AxisKind): number {
  const places = placesOf(series, axes, x, y).filter(
    ([left, top]) => left <= axes.area.x + axes.area.width + 0.5 && Number.isFinite(top),
  );
  const rightmost = places.reduce<readonly [number, number] | null>(
    (best, place) => (best === null || place[0] > best[0] ? place : best),
    null,
  );
  return rightmost ? rightmost[1] : Number.NaN;
}

/** Moves labels apart that would cover one another, within the given limits as far as they fit. */
export function spread<T extends { readonly top: number }>(
  labels: readonly T[],
  from: number,
  to: number,
): T[] {
  const sorted = [...labels].sort((a, b) => a.top - b.top);
  const tops: number[] = [];
  for (const { top } of sorted) {
    const least = tops.length > 0 ? tops.at(-1)! + LABEL_LINE : from;
    tops.push(Math.max(Math.min(Math.max(top, from), to), least));
  }
  let most = to;
  for (let k = tops.length - 1; k >= 0; k--) {
    tops[k] = Math.min(tops[k]!, most);
    most = tops[k]! - LABEL_LINE;
  }
  return sorted.map((label, k) => ({ ...label, top: tops[k]! }));
}

function pickMarks(
  pick: Pick,
  { area, x, y }: Axes,
  xKind: AxisKind,
  yKind: AxisKind,
  theme: PlotTheme,
): Mark[] {
  const left = pixelOf(x, unitOf(pick.x, xKind.log));
  const top = pixelOf(y, unitOf(pick.y, yKind.log));
  if (!inBox(area, left, top)) return [];
  const toRight = left + textWidth(pick.label) + 14 < area.x + area.width;
  return [
    { kind: 'path', d: discPath(left, top, 5.5), stroke: theme.star.css, width: 2 },
    {
      ...text(
        left + (toRight ? 10 : -10),
        top > area.y + 22 ? top - 8 : top + 18,
        pick.label,
        theme.star.css,
        toRight ? 'start' : 'end',
      ),
      halo: theme.area.css,
    },
  ];
}
