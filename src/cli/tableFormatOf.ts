import path from 'node:path';
import { textFormatOf } from '../core/table/index.ts';
import type { TableFormat } from '../engine/index.ts';
import { UsageError } from './usageError.ts';

/** The format that a file's name asks for. Errors: UsageError where it names none that holds a table. */
export function tableFormatOf(file: string): TableFormat {
  const suffix = path.extname(file).toLowerCase();
  if (['.fits', '.fit', '.fts'].includes(suffix)) return 'fits';
  if (suffix === '.parquet') return 'parquet';
  const text = textFormatOf(file);
  if (text !== null && text !== 'regions') return text;
  throw new UsageError(
    `Give -o a name that ends in .csv, .tsv, .ecsv, .vot, .fits or .parquet, not "${file}".`,
  );
}
