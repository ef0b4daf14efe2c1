import type { Warning } from '../../core/errors/index.ts';
import type { Column } from '../../core/table/index.ts';
import { catalogueChunks } from '../starRows.ts';
import type { CatalogueValue, TableValue } from '../values.ts';
import type { TableRun } from './tableParts.ts';
import { tableValue } from './tableValue.ts';

const NAMES = ['x', 'y', 'value', 'normalized', 'ra', 'dec'] as const;
type Name = (typeof NAMES)[number];
const EXACT = 2 ** 53;

/** The stars of a catalogue as a table: the columns and the digits that an export of the catalogue has, and all rows, also those
 * of a huge field that are not at hand. */
export async function openStars(run: TableRun, catalogue: CatalogueValue): Promise<TableValue> {
  const { stars, count, pixelType } = catalogue;
  const names = NAMES.filter((name) => stars[name] !== null);
  const values = new Map(names.map((name) => [name, new Float64Array(count)]));
  let rows = 0;
  for await (const chunk of catalogueChunks(run.parts.pool, catalogue, run.work)) {
    for (const name of names) values.get(name)!.set(chunk[name]!, rows);
    rows += chunk.x.length;
  }
  const of = (name: Name): Float64Array => values.get(name)!;
  const columns: Column[] = [
    {
      info: { name: 'id', type: 'int32', unit: '', ucd: 'meta.id;meta.main', description: '' },
      data: { type: 'int32', values: Int32Array.from({ length: count }, (_, i) => i + 1), missing: null },
    },
    column('x', of('x'), 'pixel', 'pos.cartesian.x;instr.det'),
    column('y', of('y'), 'pixel', 'pos.cartesian.y;instr.det'),
    column('value', of('value'), '', 'phot.flux', pixelType),
    column('normalized', of('normalized'), '', '', pixelType),
  ];
  if (values.has('ra'))
    columns.push(
      column('ra', of('ra'), 'deg', 'pos.eq.ra;meta.main'),
      column('dec', of('dec'), 'deg', 'pos.eq.dec;meta.main'),
    );
  const rounded = catalogue.exact !== null && of('value').some((value) => Math.abs(value) >= EXACT);
  const warnings: Warning[] = rounded
    ? [
        {
          code: 'rounded',
          message:
            'Values of 2^53 and more are rounded here; the exported catalogue of the image has every digit.',
        },
      ]
    : [];
  const table = await run.parts.tables.open({ kind: 'columns', columns }, run.work);
  return tableValue(table, run.key, warnings);
}

function column(
  name: Name,
  values: Float64Array,
  unit: string,
  ucd: string,
  type: 'float32' | 'float64' = 'float64',
): Column {
  const info = { name, type, unit, ucd, description: '' };
  return type === 'float32'
    ? { info, data: { type, values: Float32Array.from(values) } }
    : { info, data: { type, values } };
}
