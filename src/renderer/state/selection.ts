import type { Predicate } from '../../core/selection/index.ts';
import type { Selection } from '../../shared/index.ts';

/** A star as a selection names it: 1-based whole-image pixels. */
export interface StarPosition {
  readonly x: number;
  readonly y: number;
}

/** The selection of one star: a condition on its position, so that it outlives a change of the cut. */
export function selectionOf(image: string, star: StarPosition): Selection {
  return {
    image,
    where: {
      op: 'and',
      of: [
        { op: 'equal', column: 'x', value: star.x },
        { op: 'equal', column: 'y', value: star.y },
      ],
    },
  };
}

/** The one star that a selection means in an image, or null. */
export function selectedStar(selection: Selection | null, image: string | null): StarPosition | null {
  if (!selection || selection.image !== image || selection.where.op !== 'and') return null;
  const x = equalTo(selection.where.of, 'x');
  const y = equalTo(selection.where.of, 'y');
  return x === null || y === null ? null : { x, y };
}

function equalTo(conditions: readonly Predicate[], column: string): number | null {
  for (const condition of conditions)
    if (condition.op === 'equal' && condition.column === column && typeof condition.value === 'number')
      return condition.value;
  return null;
}
