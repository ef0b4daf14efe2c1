import type { Dialect } from '../../core/table/index.ts';
import { quoteLiteral } from './quote.ts';

/** What a delimited text is read as, by column: `text` is looked at afterwards. */
export type CsvType = 'DOUBLE' | 'BOOLEAN' | 'VARCHAR';

/** How a plain delimited text is put together: what is left of a dialect once the text needs no rewriting. */
export interface CsvLayout {
  readonly path: string;
  readonly delimiter: string;
  readonly quote: string;
  readonly decimal: string;
  readonly header: boolean;
  /** Lines before the first that counts, comments not included where there is a comment mark. */
  readonly skip: number;
  readonly comment: string;
  readonly nullWords: readonly string[];
}

/** The layout that the job `normaliseText` writes. */
export function normalisedLayout(path: string): CsvLayout {
  return {
    path,
    delimiter: ',',
    quote: '"',
    decimal: '.',
    header: true,
    skip: 0,
    comment: '',
    nullWords: [''],
  };
}

export function layoutOf(path: string, dialect: Dialect): CsvLayout {
  const { commentMark, commentLines, skipLines } = dialect;
  return {
    path,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    decimal: dialect.decimal,
    header: dialect.header,
    skip: commentMark === '' ? skipLines : Math.max(0, skipLines - commentLines),
    comment: commentMark,
    nullWords: [...new Set(['', ...dialect.nullWords])],
  };
}

/** Whether DuckDB's reader takes the text as it is. */
export function isPlain({ delimiter, quote, nullWords, ...dialect }: Dialect): boolean {
  const marks = [delimiter, quote, '\n', '\r'].filter((mark) => mark !== '');
  return (
    !dialect.needsNormalising &&
    !dialect.gzip &&
    dialect.lineEnd !== '\r' &&
    delimiter !== ' ' &&
    !nullWords.some((word) => marks.some((mark) => word.includes(mark)))
  );
}

/** A call of read_csv with every option spelled out, so that nothing is guessed a second time. */
export function readCsvSql(
  layout: CsvLayout,
  types: readonly CsvType[],
  rejects: { readonly errors: string; readonly scans: string; readonly limit: number } | null,
): string {
  const columns = types.map((type, i) => `'k${i}': '${type}'`);
  const options = [
    'auto_detect = false',
    "encoding = 'utf-8'",
    `delim = ${quoteLiteral(layout.delimiter)}`,
    `quote = ${quoteLiteral(layout.quote)}`,
    `escape = ${quoteLiteral(layout.quote)}`,
    `comment = ${quoteLiteral(layout.comment)}`,
    `decimal_separator = ${quoteLiteral(layout.decimal)}`,
    `header = ${layout.header}`,
    `skip = ${layout.skip}`,
    `nullstr = [${layout.nullWords.map(quoteLiteral).join(', ')}]`,
    `columns = {${columns.join(', ')}}`,
    'strict_mode = true',
    'null_padding = false',
    ...(rejects
      ? [
          'store_rejects = true',
          `rejects_table = '${rejects.errors}'`,
          `rejects_scan = '${rejects.scans}'`,
          `rejects_limit = ${rejects.limit}`,
        ]
      : []),
  ];
  return `read_csv(${quoteLiteral(layout.path)}, ${options.join(', ')})`;
}
