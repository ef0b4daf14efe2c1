import { markCompleteRows, splitRowsInto, type RegressionOptions } from '../../../core/regression/index.ts';
import type { ColourSpec, PlotColumn } from '../../canvas/plots/plotTypes.ts';
import { MISSING } from '../../canvas/plots/plotTypes.ts';
import type { ColumnValues } from '../../state/tables/columnCache.svelte.ts';
import type { TableData } from '../../state/tables/tableData.svelte.ts';

/** More different whole numbers than this are a quantity and no classes. */
const MOST_CLASSES = 2000;

/** A column as plots take it; null while it is on its way, or where the table has none of that name. */
export function plotColumn(data: TableData, name: string): PlotColumn | null {
  const column = data.column(name);
  const cells = data.values(name);
  return column && cells ? { label: name, unit: column.unit, values: cells.values } : null;
}

const classes = new WeakMap<ColumnValues, Int32Array | null>();

/** How a column colours points: as classes where it holds texts or few whole numbers, else through a colour map. */
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

/** Which rows a regression trained on (0) and which it kept for the test (1), as the engine splits them. */
export function splitColour(data: TableData, options: RegressionOptions): ColourSpec {
  const columns = options.x.map((name) => data.values(name)?.values);
  const y = data.values(options.y)?.values;
  if (options.test_size === 0 || !y || columns.some((column) => !column)) return { kind: 'none' };
  const parts = new Uint8Array(y.length);
  markCompleteRows(parts, { columns: columns as Float64Array[], y }, 0, y.length);
  const folds = { ...options, cv: 0 };
  try {
    splitRowsInto(parts, folds);
  } catch {
    // The model itself says why its rows cannot be split.
    return { kind: 'none' };
  }
  const labels = Int32Array.from(parts, (part) => (part > 1 ? MISSING : part));
  return { kind: 'category', title: 'rows', labels, names: ['training', 'test'], tones: ['good', 'star'] };
}
