import path from 'node:path';
import { parseFileArgument } from '../core/fits/index.ts';
import { createParts } from '../engine/index.ts';
import { findTable } from '../engine/index.ts';
import { makeStep, type Recipe, type Step } from '../shared/index.ts';
import { FileFailure, reportWarnings } from './report.ts';
import { builtDir, type Parts } from './session.ts';

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
export async function withTable<T>(
  argument: string,
  params: Readonly<Record<string, unknown>>,
  work: (session: TableSession) => Promise<T>,
): Promise<T> {
  const parts = createParts({ workerFile: path.join(builtDir, 'worker.js') });
  let file = argument;
  try {
    const target = parseFileArgument(argument);
    file = target.file;
    const handle = parts.handles.adopt(target.file);
    const description = await parts.sources.describe(handle);
    reportWarnings(file, description.warnings);
    const table = findTable(description, target.hdu);
    const source = makeStep(TABLE, 'table-source', { ...params, table }, {}, handle);
    return await work({
      parts,
      file,
      input: path.resolve(target.file),
      recipe: (...steps) => ({ version: 1, steps: [source, ...steps] }),
    });
  } catch (error) {
    throw error instanceof FileFailure ? error : new FileFailure(file, error);
  } finally {
    await parts.close();
  }
}
