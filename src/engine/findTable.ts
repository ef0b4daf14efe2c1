import { AppError } from '../core/errors/index.ts';
import type { HduSelector } from '../core/fits/index.ts';
import type { FileDescription } from '../shared/index.ts';

/** The number of the table that a selector means; without one the first that can be read and has rows.
 *
 * Errors: `not-found` where no table answers, listing those there are; the fault of a table that is damaged. */
export function findTable({ tables }: FileDescription, selector: HduSelector | undefined): number {
  const readable = tables.filter((table) => table.problem === null);
  const found =
    selector === undefined
      ? (readable.find((table) => table.rows !== 0) ?? readable[0] ?? tables[0])
      : 'index' in selector
        ? tables.find((table) => table.index === selector.index)
        : tables.find((table) => table.name.toUpperCase() === selector.name.toUpperCase());
  if (!found) {
    const there = tables.map((table) => (table.name ? `${table.index} ${table.name}` : String(table.index)));
    throw new AppError(
      'not-found',
      there.length === 0
        ? 'The file holds no table.'
        : `There is no such table; the file has ${there.join(', ')}.`,
    );
  }
  if (found.problem) throw new AppError(found.problem.code, found.problem.message);
  return found.index;
}
