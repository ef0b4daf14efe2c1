import { columnMoments, isConstant } from '../scaleColumns.ts';

/** Columns whose standard deviations differ by more than this drown the narrow ones. */
const UNLIKE = 10;

/** The widest and the narrowest column, where one outweighs the other so far that distances hardly feel it; else null.
 *
 * Non-finite and masked: only the given rows count; constant columns do not. */
export function unlikeSpreads(
  columns: readonly Float64Array[],
  rows: Uint32Array,
): { widest: number; narrowest: number; ratio: number } | null {
  let widest = -1;
  let narrowest = -1;
  const spreads = columns.map((column) => {
    const moments = columnMoments(column, rows);
    return isConstant(moments, rows.length) ? 0 : moments.variance;
  });
  spreads.forEach((spread, j) => {
    if (spread === 0) return;
    if (widest < 0 || spread > spreads[widest]) widest = j;
    if (narrowest < 0 || spread < spreads[narrowest]) narrowest = j;
  });
  if (widest < 0) return null;
  const ratio = Math.sqrt(spreads[widest] / spreads[narrowest]);
  return ratio > UNLIKE ? { widest, narrowest, ratio } : null;
}
