import { AppError } from '../../core/errors/index.ts';

/** What the database said, as an error with a code, a sentence and a remedy. */
export function databaseError(cause: unknown): unknown {
  if (cause instanceof AppError || !(cause instanceof Error)) return cause;
  const { message } = cause;
  if (/^INTERRUPT Error/.test(message)) return new AppError('cancelled', 'The work was cancelled.');
  if (/^Out of Memory Error|max_temp_directory_size/.test(message))
    return new AppError('over-budget', 'The table needs more memory and disk space than it may use.', {
      remedy: 'Close other tables, or take fewer rows or columns.',
      cause,
    });
  if (/^IO Error.*No such file|^IO Error.*Cannot open file/.test(message))
    return new AppError('file-missing', 'The file of the table is not there any more.', {
      remedy: 'Open it again.',
      cause,
    });
  if (/^(Conversion|Out of Range|Invalid Input) Error/.test(message))
    return new AppError('bad-expression', `A value does not fit: ${firstLine(message)}`, { cause });
  return new AppError('internal', `The table's database failed: ${firstLine(message)}`, { cause });
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}
