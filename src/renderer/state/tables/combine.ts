import type { Predicate } from '../../../core/selection/index.ts';

/** How a new selection joins the one there is. */
export type SelectMode = 'replace' | 'add' | 'subtract' | 'intersect';

/** The condition on rows after a selection made with a mode; null selects none. */
export function combined(
  before: Predicate | null,
  where: Predicate | null,
  mode: SelectMode,
): Predicate | null {
  if (where === null) return mode === 'replace' || mode === 'intersect' ? null : before;
  if (mode === 'replace') return where;
  if (before === null) return mode === 'add' ? where : null;
  if (mode === 'add') return flat('or', before, where);
  if (mode === 'intersect') return flat('and', before, where);
  return flat('and', before, { op: 'not', of: where });
}

/** a or b or c is one list, so that many strokes do not nest. */
function flat(op: 'and' | 'or', before: Predicate, where: Predicate): Predicate {
  return { op, of: before.op === op ? [...before.of, where] : [before, where] };
}
