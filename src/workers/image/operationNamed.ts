import { AppError } from '../../core/errors/index.ts';
import { mappedPixels, OPERATIONS, type Operation } from '../../core/operations/index.ts';
import type { RowProvider } from '../../core/reduce/index.ts';
import type { Plane } from '../../shared/planes.ts';
import { withRows } from '../planeRows.ts';

/** The operation that a job names. */
export function operationNamed(name: string): Operation {
  const operation = name === mappedPixels.name ? mappedPixels : OPERATIONS.get(name);
  if (!operation) throw new AppError('internal', `There is no operation "${name}".`);
  return operation;
}

/** Lends the rows of several planes for as long as `work` takes. */
export function withInputs<T>(
  planes: Readonly<Record<string, Plane>>,
  work: (rows: Readonly<Record<string, RowProvider>>) => T,
): T {
  const names = Object.keys(planes);
  const lend = (i: number, lent: Readonly<Record<string, RowProvider>>): T => {
    const name = names[i];
    if (name === undefined) return work(lent);
    return withRows(planes[name]!, (rows) => lend(i + 1, { ...lent, [name]: rows }));
  };
  return lend(0, {});
}
