import { countRows, invertBitset, rowsOf } from '../../../core/selection/index.ts';
import type { RowBits } from './plotTypes.ts';

/** The rows of a selection one by one; the others, where those are fewer. */
export interface SelectedRows {
  readonly rows: Uint32Array;
  readonly areOthers: boolean;
}

const lists = new WeakMap<RowBits, SelectedRows & { readonly of: number }>();

/** The selected ones of so many rows. All plots of a table share one list. */
export function selectedRows(selection: RowBits, rows: number): SelectedRows {
  const known = lists.get(selection);
  if (known?.of === rows) return known;
  const areOthers = selection.rows === rows && countRows(selection) > rows / 2;
  const listed = rowsOf(areOthers ? invertBitset(selection) : selection);
  // A selection of a longer table may be on its way out.
  const list = {
    of: rows,
    rows: selection.rows > rows ? listed.filter((row) => row < rows) : listed,
    areOthers,
  };
  lists.set(selection, list);
  return list;
}
