import { AppError } from '../core/errors/index.ts';
import type { Predicate } from '../core/selection/index.ts';
import type { TableView } from './tables.ts';

/** A condition with the kept selections that it names put in: they may be forgotten, and other tables have not got them. */
export function withoutNames(table: TableView, where: Predicate): Predicate {
  switch (where.op) {
    case 'named': {
      const kept = table.selections.find(({ name }) => name === where.name);
      if (kept) return kept.where;
      throw new AppError('not-found', `The table "${table.name}" has no selection "${where.name}".`);
    }
    case 'and':
    case 'or':
      return { ...where, of: where.of.map((part) => withoutNames(table, part)) };
    case 'not':
      return { ...where, of: withoutNames(table, where.of) };
    default:
      return where;
  }
}
