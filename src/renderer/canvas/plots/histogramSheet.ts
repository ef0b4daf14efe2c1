import { axesMarks, axisTitle, layoutAxes, type Axes, type Axis } from './axisMarks.ts';
import type { BinCounts } from './binCounts.ts';
import { overlayMarks } from './overlayMarks.ts';
import type { PlotTheme } from './plotTheme.ts';
import type { AxisKind, AxisRange, Overlay, PlotColumn } from './plotTypes.ts';
import { pixelOf, unitOf } from './plotView.ts';
import type { Frame } from './scatterSheet.ts';
import { short, type Mark, type Sheet } from './sheet.ts';

export interface HistogramSpec {
  readonly column: PlotColumn;
  readonly xAxis: AxisKind;
  readonly logCounts: boolean;
  readonly counts: BinCounts;
  /** The part of the axis that is seen. */
  readonly view: AxisRange;
  readonly overlays: readonly Overlay[];
}

/** Where a logarithmic count axis begins: a bin of one must stand above it. */
const LEAST_LOG = Math.log10(0.6);

export function histogramAxes(spec: HistogramSpec, frame: Frame): { axes: Axes; x: Axis; y: Axis } {
  const { column, counts, logCounts } = spec;
  const x: Axis = { ...spec.xAxis, title: axisTitle(column.label, column.unit), range: spec.view };
  const range = countRange(counts, logCounts);
  const y: Axis = { log: logCounts, flip: false, title: 'rows', range };
  return { axes: layoutAxes(frame.width, frame.height, x, y, { top: 12, right: 14 }), x, y };
}

function countRange(counts: BinCounts, log: boolean): AxisRange {
  const largest = Math.max(
    counts.all.reduce((most, count) => Math.max(most, count), 0),
    1,
  );
  return log ? { low: LEAST_LOG, high: Math.log10(largest * 1.5) } : { low: 0, high: largest * 1.06 };
}

export function histogramSheet(spec: HistogramSpec, frame: Frame): Sheet {
  const { axes, x, y } = histogramAxes(spec, frame);
  const marks = axesMarks(axes, x, y, frame.theme);
  const overlays = overlayMarks(spec.overlays, axes, x, y, frame.theme);
  return {
    width: frame.width,
    height: frame.height,
    under: [
      ...marks.under,
      ...overlays.under,
      ...barMarks(spec.counts, axes, spec.logCounts, y.range, frame.theme),
    ],
    rasters: [],
    over: [...overlays.over, ...marks.over],
  };
}

/** Both histograms as filled steps: all rows, and over them the selected ones. */
export function barMarks(
  { range, all, selected }: BinCounts,
  axes: Axes,
  log: boolean,
  y: AxisRange,
  theme: PlotTheme,
): Mark[] {
  const { area } = axes;
  const floor = area.y + area.height;
  const width = (range.high - range.low) / all.length;
  const steps = (counts: Uint32Array): string => {
    let d = '';
    let open = false;
    for (let bin = 0; bin < counts.length; bin++) {
      if (counts[bin] === 0) {
        if (open) d += `V${short(floor)}Z`;
        open = false;
        continue;
      }
      const left = pixelOf(axes.x, range.low + bin * width);
      const right = pixelOf(axes.x, range.low + (bin + 1) * width);
      const top = pixelOf(axes.y, Math.max(unitOf(counts[bin]!, log), y.low));
      d += `${open ? '' : `M${short(left)} ${short(floor)}`}V${short(top)}H${short(right)}`;
      open = true;
    }
    return open ? `${d}V${short(floor)}Z` : d;
  };
  const fill = selected ? theme.bar.css : theme.accent.css;
  const bars: Mark[] = [
    { kind: 'path', d: steps(all), fill, stroke: fill, width: 1, opacity: selected ? 0.5 : 0.75, clip: area },
  ];
  if (selected) {
    bars.push({ kind: 'path', d: steps(selected), fill: theme.star.css, opacity: 0.9, clip: area });
  }
  return bars;
}
