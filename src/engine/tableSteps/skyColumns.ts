import { AppError } from '../../core/errors/index.ts';
import {
  columnRoles,
  degreesOf,
  parseSexagesimal,
  type AngleFormat,
  type ColumnRoles,
} from '../../core/table/index.ts';
import type { OpenTable, Tables } from '../tables/index.ts';

const SAMPLE_ROWS = 20;

/** What the columns of a table seem to be, with a look at some cells of its texts. */
export async function rolesOf(tables: Tables, table: OpenTable): Promise<ColumnRoles> {
  const texts = table.columns.filter(({ type }) => type === 'text').map(({ name }) => name);
  if (texts.length === 0 || table.rows === 0) return columnRoles(table.columns);
  const page = await tables.page(table, null, { start: 0, count: SAMPLE_ROWS, columns: texts });
  const samples = new Map(
    texts.map((name, i) => [name, page.rows.map((row) => (typeof row[i] === 'string' ? row[i] : null))]),
  );
  return columnRoles(table.columns, samples);
}

/** Right ascension and declination of the rows in degrees, from numbers or sexagesimal text; null takes the columns found by
 * UCD, unit, name and cells.
 *
 * Errors: `bad-argument` where no such columns are found. */
export async function skyColumns(
  tables: Tables,
  table: OpenTable,
  raName: string | null,
  decName: string | null,
): Promise<{ readonly ra: Float64Array; readonly dec: Float64Array }> {
  const { sky } = await rolesOf(tables, table);
  const ra = raName ?? sky?.ra;
  const dec = decName ?? sky?.dec;
  if (ra === undefined || dec === undefined)
    throw new AppError('bad-argument', 'No columns of right ascension and declination were found.', {
      remedy: 'Name them.',
    });
  const format = (
    name: string,
    found: string | undefined,
    as: AngleFormat | undefined,
  ): AngleFormat | null => (name === found && as !== undefined ? as : null);
  return {
    ra: await angles(tables, table, ra, format(ra, sky?.ra, sky?.raFormat) ?? formatOf(table, ra, 'hours')),
    dec: await angles(
      tables,
      table,
      dec,
      format(dec, sky?.dec, sky?.decFormat) ?? formatOf(table, dec, 'degrees'),
    ),
  };
}

/** How a column that a person named is written: texts are sexagesimal, numbers degrees. */
function formatOf(table: OpenTable, name: string, sexagesimal: 'hours' | 'degrees'): AngleFormat {
  const type = table.columns.find((column) => column.name === name)?.type;
  return type === 'text' ? `sexagesimal-${sexagesimal}` : 'degrees';
}

async function angles(
  tables: Tables,
  table: OpenTable,
  name: string,
  format: AngleFormat,
): Promise<Float64Array> {
  if (format === 'sexagesimal-hours' || format === 'sexagesimal-degrees') {
    const unit = format === 'sexagesimal-hours' ? 'hours' : 'degrees';
    return (await tables.numbersFromText(table, name, unit, (text) => parseSexagesimal(text, unit))).values;
  }
  const { values } = await tables.numbers(table, name);
  const scale = degreesOf(format);
  return scale === 1 ? values : values.map((value) => value * scale);
}
