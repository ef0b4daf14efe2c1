import { AppError } from '../../core/errors/index.ts';
import type { ParameterValue } from '../../core/operations/index.ts';
import type { TableValue } from '../values.ts';
import type { TableRun } from './tableParts.ts';

/** The columns that a parameter names, as numbers over shared memory.
 *
 * Errors: `bad-argument` where none is named, or one is named twice; `not-found` for a name that the table has not. */
export async function namedColumns(
  { parts }: TableRun,
  { table }: TableValue,
  value: ParameterValue | undefined,
  what: string,
): Promise<{ readonly names: readonly string[]; readonly columns: readonly Float64Array[] }> {
  const names = Array.isArray(value) ? value.map(String) : [];
  if (names.length === 0)
    throw new AppError('bad-argument', `No column is chosen for ${what}.`, {
      remedy: 'Choose one or more numeric columns.',
    });
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new AppError('bad-argument', `Column "${twice}" is chosen twice for ${what}.`);
  const columns = await Promise.all(names.map((name) => parts.tables.numbers(table, name)));
  return { names, columns: columns.map(({ values }) => values) };
}
