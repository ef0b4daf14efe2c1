import { readFile } from 'node:fs/promises';
import { AppError } from '../../core/errors/index.ts';
import { FileFailure } from '../report.ts';

/** What `parse` makes of the text of a small file; failures name it. `what` is what the file should be. */
export async function readText<T>(file: string, what: string, parse: (text: string) => T): Promise<T> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof AppError) throw new FileFailure(file, error);
    throw new FileFailure(
      file,
      new AppError('file-unreadable', `Cannot read the ${what}.`, { cause: error }),
    );
  }
}
