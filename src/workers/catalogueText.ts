import { csvRows, starColumns } from '../core/catalogue/index.ts';
import type { JobInput, JobOutput } from '../shared/jobs.ts';
import { readPixelTexts } from './readPixel.ts';

const encoder = new TextEncoder();

/** Rows of a CSV table; for 64-bit integers the values come from the file again, with every digit. */
export function csvText({ columns, exact }: JobInput<'csv'>): JobOutput<'csv'> {
  const rows = columns[0]?.data.length ?? 0;
  return encoder.encode(csvRows(exact ? withExactValues(columns, exact) : columns, 0, rows));
}

function withExactValues(
  columns: JobInput<'csv'>['columns'],
  plane: NonNullable<JobInput<'csv'>['exact']>,
): JobInput<'csv'>['columns'] {
  const data = (name: string): ArrayLike<number> =>
    columns.find((column) => column.name === name)!.data as ArrayLike<number>;
  const { window } = plane;
  const x = Float64Array.from(data('x'), (column) => column - 1 - window.x0);
  const y = Float64Array.from(data('y'), (row) => row - 1 - window.y0);
  const texts = readPixelTexts({ plane, x, y, value: data('value') });
  return columns.map((column) => (column.name === 'value' ? { ...column, data: texts } : column));
}

export function starColumnsJob(input: JobInput<'starColumns'>): JobOutput<'starColumns'> {
  return starColumns(input, input);
}
