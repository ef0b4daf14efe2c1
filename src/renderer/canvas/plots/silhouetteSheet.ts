import { axesMarks, layoutAxes, text, type Axis } from './axisMarks.ts';
import { grouped } from './legendMarks.ts';
import { overlayMarks } from './overlayMarks.ts';
import { categoryColour } from './plotTheme.ts';
import { pixelOf } from './plotView.ts';
import type { Frame } from './scatterSheet.ts';
import { short, type Mark, type Sheet } from './sheet.ts';

export interface SilhouetteBlock {
  readonly label: number;
  /** Falling. */
  readonly values: Float64Array;
  readonly mean: number;
}

/** The coefficients of every cluster, each sorted, clusters by number. Rows without a cluster or a coefficient (NaN) are
 * left out. */
export function silhouetteBlocks(values: Float64Array, labels: Int32Array): SilhouetteBlock[] {
  const counts = new Map<number, number>();
  const counted = (i: number): boolean => labels[i]! >= 0 && Number.isFinite(values[i]!);
  for (let i = 0; i < labels.length; i++) {
    if (counted(i)) counts.set(labels[i]!, (counts.get(labels[i]!) ?? 0) + 1);
  }
  const blocks = new Map([...counts].map(([label, count]) => [label, new Float64Array(count)]));
  const filled = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) {
    if (!counted(i)) continue;
    const at = filled.get(labels[i]!) ?? 0;
    blocks.get(labels[i]!)![at] = values[i]!;
    filled.set(labels[i]!, at + 1);
  }
  return [...blocks]
    .sort(([a], [b]) => a - b)
    .map(([label, own]) => ({ label, values: own.sort().reverse(), mean: meanOf(own) }));
}

/** The mean over the rows of all blocks. */
function silhouetteMean(blocks: readonly SilhouetteBlock[]): number {
  const rows = blocks.reduce((sum, { values }) => sum + values.length, 0);
  return blocks.reduce((sum, { values, mean }) => sum + mean * values.length, 0) / rows;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

const GAP = 4;

export function silhouetteSheet(
  blocks: readonly SilhouetteBlock[],
  clusterNames: readonly string[] | null,
  frame: Frame,
): Sheet {
  const { theme, width, height } = frame;
  const least = blocks.reduce((low, { values }) => Math.min(low, values.at(-1)!), 0);
  const x: Axis = {
    log: false,
    flip: false,
    title: 'silhouette coefficient',
    range: { low: Math.max(least * 1.05, -1), high: 1 },
  };
  const y: Axis = { log: false, flip: false, title: '', bare: true, range: { low: 0, high: 1 } };
  const padding = { top: 12, right: Math.min(120, width * 0.3) };
  const axes = layoutAxes(width, height, x, y, padding);
  const marks = axesMarks(axes, x, y, theme);
  const mean = silhouetteMean(blocks);
  const line = { kind: 'vline', at: mean, label: `mean ${mean.toFixed(3)}`, tone: 'text' } as const;
  const bars: Mark[] = [];
  const names: Mark[] = [];
  const { area } = axes;
  const rows = blocks.reduce((sum, { values }) => sum + values.length, 0);
  const room = Math.max(area.height - GAP * (blocks.length + 1), 1);
  let top = area.y + GAP;
  const zero = pixelOf(axes.x, 0);
  for (const { label, values, mean: own } of blocks) {
    const tall = (room * values.length) / rows;
    const colour = categoryColour(theme, label).css;
    bars.push({
      kind: 'path',
      d: outline(values, top, tall, zero, axes.x),
      fill: colour,
      opacity: 0.85,
      clip: area,
    });
    if (tall >= 13) {
      const name = clusterNames?.[label] ?? `cluster ${label}`;
      const content = `${name}: ${own.toFixed(2)}`;
      names.push(
        text(area.x + area.width + 8, top + Math.min(tall / 2 + 4, tall - 2), content, colour, 'start'),
      );
      if (tall >= 30) {
        const count = `${grouped(values.length)} rows`;
        names.push(text(area.x + area.width + 8, top + tall / 2 + 18, count, theme.muted.css, 'start'));
      }
    }
    top += tall + GAP;
  }
  const overlays = overlayMarks([line], axes, x, y, theme);
  return {
    width,
    height,
    under: [...marks.under, ...bars],
    rasters: [],
    over: [
      {
        kind: 'path',
        d: `M${short(zero)} ${area.y}V${area.y + area.height}`,
        stroke: theme.lineStrong.css,
        width: 1,
      },
      ...overlays.over,
      ...marks.over,
      ...names,
    ],
  };
}

/** The sorted bars as one shape; not more steps than half pixels. */
function outline(
  values: Float64Array,
  top: number,
  tall: number,
  zero: number,
  map: { readonly scale: number; readonly offset: number },
): string {
  const steps = Math.min(values.length, Math.max(Math.ceil(tall * 2), 1));
  let d = `M${short(zero)} ${short(top)}`;
  for (let step = 0; step < steps; step++) {
    const value = values[Math.floor(((step + 0.5) * values.length) / steps)]!;
    d += `H${short(pixelOf(map, value))}V${short(top + ((step + 1) * tall) / steps)}`;
  }
  return `${d}H${short(zero)}Z`;
}
