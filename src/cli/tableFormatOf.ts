import path from 'node:path';
import { textFormatOf } from '../core/table/index.ts';
import type { TableFormat } from '../engine/index.ts';

/** The format that a file's name asks for; null where it names none that holds a table. */
export function tableFormatOf(file: string): TableFormat | null {
  const suffix = path.extname(file).toLowerCase();
  if (['.fits', '.fit', '.fts'].includes(suffix)) return 'fits';
  if (suffix === '.parquet') return 'parquet';
  const text = textFormatOf(file);
  return text === 'regions' ? null : text;
}
