import path from 'node:path';
import { AppError } from '../core/errors/index.ts';
import { findTable } from '../engine/index.ts';
import { makeStep, type Recipe, type Step } from '../shared/index.ts';
import { reportWarnings } from './report.ts';
import { withParts, type Parts } from './session.ts';

/** A table named on the command line, open. */
export interface TableSession {
  readonly parts: Parts;
  /** As the person named it, without a suffix. */
  readonly file: string;
  /** The path of the file, which no output may replace. */
  readonly input: string;
  /** The step that reads the table, followed by others. */
  recipe(...steps: readonly Step[]): Recipe;
}

/** Id of the step that reads the table. */
export const TABLE = 'table';

/** Opens a table, lends it to `work`, and closes the engine. Failures name the file as it was given. */
export function withTable<T>(argument: string, work: (session: TableSession) => Promise<T>): Promise<T> {
  return withParts(argument, async ({ parts, file, handle, target }) => {
    if (target.section)
      throw new AppError('bad-suffix', 'A section of pixels was asked of a table.', {
        remedy: 'Leave the section out.',
      });
    const description = await parts.sources.describe(handle);
    reportWarnings(file, description.warnings);
    const table = findTable(description, target.hdu);
    const source = makeStep(TABLE, 'table-source', { table }, {}, handle);
    return work({
      parts,
      file,
      input: path.resolve(target.file),
      recipe: (...steps) => ({ version: 1, steps: [source, ...steps] }),
    });
  });
}
