import { colormap } from '../../../core/colormap/index.ts';
import { categoryColour, type PlotColour, type PlotTheme } from './plotTheme.ts';
import { NOISE, type ColourSpec } from './plotTypes.ts';

/** The packed colour of every row; null where all have the plain one. A value that is missing is drawn muted. */
function rowColours(spec: ColourSpec, theme: PlotTheme): Uint32Array | null {
  switch (spec.kind) {
    case 'none':
      return null;
    case 'column':
      return coloursByColumn(spec, theme);
    case 'category':
      return coloursByCategory(spec, theme);
  }
}

/** The colours of the last specification, remembered as long as what it says stays the same. */
export function createColours(): (spec: ColourSpec, theme: PlotTheme) => Uint32Array | null {
  let last: { spec: ColourSpec; theme: PlotTheme; colours: Uint32Array | null } | null = null;
  return (spec, theme) => {
    if (!last || last.theme !== theme || !sameColours(last.spec, spec))
      last = { spec, theme, colours: rowColours(spec, theme) };
    return last.colours;
  };
}

function sameColours(a: ColourSpec, b: ColourSpec): boolean {
  if (a.kind === 'column' && b.kind === 'column')
    return (
      a.column.values === b.column.values &&
      a.map === b.map &&
      a.invert === b.invert &&
      a.range?.[0] === b.range?.[0] &&
      a.range?.[1] === b.range?.[1]
    );
  if (a.kind === 'category' && b.kind === 'category')
    return a.labels === b.labels && a.noise === b.noise && String(a.tones) === String(b.tones);
  return a.kind === 'none' && b.kind === 'none';
}

type ByColumn = Extract<ColourSpec, { kind: 'column' }>;
type ByCategory = Extract<ColourSpec, { kind: 'category' }>;

/** Values of the two ends of the map. */
export function colourRange({ column, range }: ByColumn): readonly [number, number] {
  return range ?? finiteExtremes(column.values);
}

function finiteExtremes(values: Float64Array): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

function coloursByColumn(spec: ByColumn, theme: PlotTheme): Uint32Array {
  const { values } = spec.column;
  const map = colormap(spec.map, spec.invert ?? false);
  const [low, high] = colourRange(spec);
  const scale = high > low ? 255 / (high - low) : 0;
  const colours = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const level = (values[i]! - low) * scale + 0.5;
    colours[i] =
      level >= 256 ? map[255]! : level >= 0 ? map[level | 0]! : level < 0 ? map[0]! : theme.muted.packed;
  }
  return colours;
}

function coloursByCategory(spec: ByCategory, theme: PlotTheme): Uint32Array {
  const { labels } = spec;
  const noise = noiseColour(spec, theme).packed;
  const palette = Uint32Array.from(
    spec.tones?.map((tone) => theme[tone]) ?? theme.categories,
    ({ packed }) => packed,
  );
  const colours = new Uint32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    colours[i] = labels[i]! >= 0 ? palette[labels[i]! % palette.length]! : noise;
  }
  return colours;
}

function noiseColour(spec: ByCategory, theme: PlotTheme): PlotColour {
  return spec.noise === 'grey' ? theme.muted : theme.star;
}

function colourOfCategory({ tones }: ByCategory, category: number, theme: PlotTheme): PlotColour {
  return tones ? theme[tones[category % tones.length]!] : categoryColour(theme, category);
}

export interface LegendEntry {
  readonly label: string;
  readonly colour: PlotColour;
  readonly count: number;
}

/** The categories that occur, in order, noise last, with the number of rows of each. */
export function legendEntries(spec: ByCategory, theme: PlotTheme): LegendEntry[] {
  const counts = new Map<number, number>();
  for (const label of spec.labels) if (label >= NOISE) counts.set(label, (counts.get(label) ?? 0) + 1);
  const categories = [...counts.keys()].filter((label) => label >= 0).sort((a, b) => a - b);
  const entries = categories.map((label) => ({
    label: spec.names?.[label] ?? String(label),
    colour: colourOfCategory(spec, label, theme),
    count: counts.get(label)!,
  }));
  const noise = counts.get(NOISE);
  return noise === undefined
    ? entries
    : [...entries, { label: 'noise', colour: noiseColour(spec, theme), count: noise }];
}

/** Radius of each row's mark in CSS pixels: its area grows with the value, a missing value has the smallest. */
export function rowRadii(values: Float64Array): Float32Array {
  const [low, high] = finiteExtremes(values);
  const scale = high > low ? 1 / (high - low) : 0;
  const radii = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const share = Math.min(Math.max((values[i]! - low) * scale, 0), 1);
    radii[i] = share > 0 ? Math.sqrt(SMALLEST ** 2 + share * (LARGEST ** 2 - SMALLEST ** 2)) : SMALLEST;
  }
  return radii;
}

const SMALLEST = 1.5;
const LARGEST = 8;
