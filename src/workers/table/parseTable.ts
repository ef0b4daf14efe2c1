import { AppError } from '../../core/errors/index.ts';
import { ecsvReader, votableReader, type TableReading } from '../../core/table/index.ts';
import type { TableJobs } from '../../shared/tableJobs.ts';
import { withFile } from '../files.ts';
import { fileStart, isGzip } from './filePieces.ts';
import { readTexts, xmlEncoding } from './fileTexts.ts';

/** A VOTable's or ECSV file's table, whole. */
export async function parseTable({
  file,
  format,
  index,
  control,
}: TableJobs['parseTable']['input']): Promise<TableReading> {
  const gzip = withFile(file, (opened) => isGzip(opened.read(0, 2)));
  if (format === 'ecsv') {
    if (index !== null && index !== 0)
      throw new AppError('not-found', `An ECSV file has one table, number 0; table ${index} was asked for.`);
    return readTexts(file, gzip, 'utf-8', control, ecsvReader());
  }
  const start = await fileStart(file, gzip, 300, control);
  return readTexts(file, gzip, xmlEncoding(start), control, votableReader(index));
}
