import { markCompleteRows, splitRowsInto, type RegressionOptions } from '../../../core/regression/index.ts';
import { MISSING, type ColourSpec } from '../../canvas/plots/plotTypes.ts';
import type { TableData } from '../../state/tables/tableData.svelte.ts';

export { colourOf, plotColumn } from '../../state/tables/columnColours.ts';

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
