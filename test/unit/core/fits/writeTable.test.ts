import { describe, expect, it } from 'vitest';
import type { Warning } from '../../../../src/core/errors/index.ts';
import {
  fitsTableBytes,
  headerValue,
  measureTable,
  readerOfBytes,
  readHeader,
  readTableRows,
  scanHdus,
  tableHeader,
  tablePadding,
  tablePlan,
  tableRowsBytes,
  type TableOptions,
} from '../../../../src/core/fits/index.ts';
import type { Column } from '../../../../src/core/table/index.ts';
import { concatBytes } from '../../../support/buildFits.ts';
import { fitsverify, hasFitsverify } from '../../../support/fitsverify.ts';
import { cellsOf, columnOf, sampleTable } from '../../../support/sampleTable.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const folder = temporaryFolder();

function written(
  columns: readonly Column[],
  options: TableOptions = {},
): { bytes: Uint8Array; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const bytes = concatBytes([...fitsTableBytes(columns, options, (warning) => warnings.push(warning))]);
  return { bytes, warnings };
}

function readBack(bytes: Uint8Array) {
  const warnings: string[] = [];
  const warn = ({ message }: Warning) => void warnings.push(message);
  const reader = readerOfBytes(bytes);
  const hdu = scanHdus(reader, warn).hdus[1]!;
  const header = readHeader(reader, hdu);
  const plan = tablePlan(header, hdu, warn);
  const { columns, unreadable } = readTableRows(plan, bytes.subarray(plan.dataOffset), plan.rows);
  expect({ warnings, unreadable }).toEqual({ warnings: [], unreadable: 0 });
  return { header, columns: columns.map((data, i): Column => ({ info: plan.columns[i]!.info, data })) };
}

describe('fitsTableBytes', () => {
  it('writes every type of column with its metadata and missing cells', () => {
    const table = sampleTable();
    table[5] = columnOf(
      'name',
      { type: 'text', values: ["it's", null, 'NGC 3603', 'x'] },
      { description: 'a name' },
    );
    const { bytes, warnings } = written(table, { name: 'CAT', cards: [{ keyword: 'SEED', value: 7 }] });
    expect(warnings).toEqual([]);
    expect(bytes.length % 2880).toBe(0);
    const { header, columns } = readBack(bytes);
    expect(columns.map(({ info }) => info)).toEqual(table.map(({ info }) => info));
    expect(columns.map(cellsOf)).toEqual(table.map(cellsOf));
    expect([headerValue(header, 'EXTNAME'), headerValue(header, 'SEED')]).toEqual(['CAT', 7]);
    // The lowest integers occur, so the next one stands for a missing cell.
    expect(headerValue(header, 'TNULL3')).toBe(-9223372036854775807n);
    expect(headerValue(header, 'TNULL4')).toBe(-2147483647);
  });

  it('gives columns without missing integers no TNULL', () => {
    const values = Int32Array.of(1, 2);
    const { header } = readBack(
      written([columnOf('n', { type: 'int32', values, missing: Uint8Array.of(0, 0) })]).bytes,
    );
    expect(headerValue(header, 'TNULL1')).toBeUndefined();
  });

  it('warns of texts that are not ASCII, and writes a question mark for each character', () => {
    const text = columnOf('t', { type: 'text', values: ['Å', '𝛼 Cen', 'plain', null] });
    const { bytes, warnings } = written([text]);
    expect(warnings).toEqual([{ code: 'not-ascii', message: expect.stringContaining('2 cells') as string }]);
    expect(readBack(bytes).columns.map(cellsOf)).toEqual([['?', '? Cen', 'plain', null]]);
  });

  it('keeps long names, tells equal ones apart, and writes tables without rows', () => {
    const none = new Float64Array(0);
    const names = ['Flux', 'flux', 'é', 'n'.repeat(150)];
    const table = names.map((name) =>
      columnOf(name, { type: 'float64', values: none }, { unit: 'u'.repeat(90) }),
    );
    const { columns } = readBack(written(table).bytes);
    expect(columns.map(({ info }) => info.name)).toEqual(['Flux', 'flux (2)', '?', 'n'.repeat(150)]);
    expect(columns[0]!.info.unit).toBe('u'.repeat(90));
  });

  it('may be written piece by piece, to the same bytes', () => {
    const whole = sampleTable();
    const half = (start: number, end: number) =>
      sampleTable().map(({ info, data }): Column => {
        const values = data.values.slice(start, end);
        const missing = 'missing' in data && data.missing ? { missing: data.missing.slice(start, end) } : {};
        return { info, data: { ...data, values, ...missing } as Column['data'] };
      });
    const pieces = [half(0, 1), half(1, 4)];
    const measurer = measureTable(whole.map(({ info }) => info));
    for (const piece of pieces) measurer.add(piece);
    const layout = measurer.layout(() => {});
    const rows = pieces.map((piece, i) => tableRowsBytes(layout, piece, 0, i === 0 ? 1 : 3));
    const bytes = concatBytes([tableHeader(layout, { name: 'T' }), ...rows, tablePadding(layout)]);
    expect(bytes).toEqual(written(whole, { name: 'T' }).bytes);
  });

  it('refuses what a FITS table cannot be', () => {
    const column = columnOf('x', { type: 'int32', values: new Int32Array(1), missing: null });
    const full = Int32Array.from({ length: 33 }, (_, i) => i - 2147483648);
    const missing = new Uint8Array(33).fill(1, 32);
    const crowded = columnOf('full', { type: 'int32', values: full, missing });
    for (const table of [[], new Array<Column>(1000).fill(column), [crowded]])
      expect(() => written(table)).toThrow(expect.objectContaining({ code: 'not-supported' }));
    expect(() => written([column], { cards: [{ keyword: 'TFORM1', value: '1J' }] })).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });

  it.skipIf(!hasFitsverify)('passes fitsverify without a word', () => {
    const table = sampleTable();
    const long = 'a description '.repeat(12).trim();
    table.push(
      columnOf('wide', { type: 'float32', values: Float32Array.of(1, 2, 3, 4) }, { description: long }),
    );
    const empty = [columnOf('n', { type: 'int64', values: new BigInt64Array(0), missing: null })];
    for (const [name, columns] of Object.entries({ table, empty })) {
      const file = folder.write(`${name}.fits`, written(columns, { name: 'CAT' }).bytes);
      expect(fitsverify(file)).toMatch(/^verification OK: .*\S$/);
    }
  });
});
