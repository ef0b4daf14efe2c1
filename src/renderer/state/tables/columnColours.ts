import type { ColourSpec, PlotColumn } from '../../canvas/plots/plotTypes.ts';
import { MISSING } from '../../canvas/plots/plotTypes.ts';
import type { ColumnValues } from './columnCache.svelte.ts';
import type { TableData } from './tableData.svelte.ts';

/** More different whole numbers than this are a quantity and no classes. */
const MOST_CLASSES = 2000;

/** A column as plots take it; null while it is on its way, or where the table has none of that name. */
export function plotColumn(data: TableData, name: string): PlotColumn | null {
  const column = data.column(name);
  const cells = data.values(name);
  return column && cells ? { label: name, unit: column.unit, values: cells.values } : null;
}

const classes = new WeakMap<ColumnValues, Int32Array | null>();

/** How a column colours rows: as classes where it holds texts or few whole numbers, else through a colour map. */
export function colourOf(data: TableData, name: string): ColourSpec {
  const column = plotColumn(data, name);
  const cells = data.values(name);
  if (!column || !cells) return { kind: 'none' };
  if (cells.texts) {
    const { codes, labels } = cells.texts;
    return { kind: 'category', title: name, labels: withoutNoise(cells, codes), names: labels };
  }
  let labels = classes.get(cells);
  if (labels === undefined) classes.set(cells, (labels = classLabels(cells.values)));
  if (labels) return { kind: 'category', title: name, labels };
  return { kind: 'column', column, map: 'viridis' };
}

const texts = new WeakMap<ColumnValues, Int32Array>();

/** A missing text is no noise: it is not drawn. */
function withoutNoise(cells: ColumnValues, codes: Int32Array): Int32Array {
  const known = texts.get(cells);
  if (known) return known;
  const labels = codes.map((code) => (code < 0 ? MISSING : code));
  texts.set(cells, labels);
  return labels;
}

/** Whole numbers from -1 as classes, or null where they are something else. */
function classLabels(values: Float64Array): Int32Array | null {
  const labels = new Int32Array(values.length);
  let largest = -1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) labels[row] = MISSING;
    else if (Number.isInteger(value) && value >= -1 && value < MOST_CLASSES) {
      labels[row] = value;
      if (value > largest) largest = value;
    } else return null;
  }
  return largest < 0 ? null : labels;
}
