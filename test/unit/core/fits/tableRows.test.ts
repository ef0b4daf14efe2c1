import { describe, expect, it } from 'vitest';
import {
  fittingInt64,
  narrowWideIntegers,
  readTableRows,
  wideIntegerColumns,
  withoutPaddingRows,
} from '../../../../src/core/fits/index.ts';
import { asciiTable, binaryTable, cellBytes, letterBytes } from '../../../support/buildTable.ts';
import { cpuMilliseconds } from '../../../support/cpuTime.ts';
import { cellsOf, readFitsTable } from '../../../support/fitsTable.ts';

const numbers = (code: string, form: string, values: readonly (number | bigint)[], cards = {}) => ({
  form,
  cells: values.map((value) => cellBytes(code, [value])),
  cards,
});

function columnsOf(bytes: Uint8Array): Record<string, unknown[]> {
  const { plan, columns } = readFitsTable(bytes);
  return Object.fromEntries(
    plan.columns.map(({ info }, i) => [`${info.name}:${info.type}`, cellsOf(columns[i]!)]),
  );
}

describe('a binary table', () => {
  it('keeps unsigned and signed-byte conventions exact', () => {
    const bytes = binaryTable([
      numbers('B', '1B', [0, 255], { TZERO: -128 }),
      numbers('I', 'I', [-32768, 32767], { TZERO: 32768, TNULL: 32767 }),
      numbers('J', '1J', [-(2 ** 31), 2 ** 31 - 1], { TZERO: 2147483648 }),
      numbers('K', '1K', [-(2n ** 63n), 2n ** 63n - 1n], { TZERO: 2n ** 63n }),
      numbers('K', '1K', [-(2n ** 63n), 2n ** 63n - 1n]),
    ]);
    expect(columnsOf(bytes)).toEqual({
      '(column 1):int32': [-128, 127],
      '(column 2):int32': [0, null],
      '(column 3):int64': [0n, 2n ** 32n - 1n],
      '(column 4):text': ['0', '18446744073709551615'],
      '(column 5):int64': [-(2n ** 63n), 2n ** 63n - 1n],
    });
  });

  it('makes unsigned 64-bit columns int64 where all their values fit', () => {
    const bytes = binaryTable([
      numbers('K', 'K', [-(2n ** 63n), -1n], { TZERO: 2n ** 63n }),
      numbers('K', 'K', [-(2n ** 63n), 0n], { TZERO: 2n ** 63n }),
    ]);
    const { plan } = readFitsTable(bytes);
    const rows = bytes.subarray(plan.dataOffset, plan.dataOffset + 2 * plan.rowBytes);
    const fitting = fittingInt64(plan, wideIntegerColumns(plan), rows, 2);
    expect(fitting).toEqual([0]);
    const { columns } = readTableRows(narrowWideIntegers(plan, fitting), rows, 2);
    expect(columns.map(cellsOf)).toEqual([
      [0n, 2n ** 63n - 1n],
      ['0', '9223372036854775808'],
    ]);
  });

  it('scales, and tells nulls by the stored number', () => {
    const bytes = binaryTable([
      numbers('I', 'I', [1, -99], { TSCAL: 0.5, TZERO: 10, TNULL: -99 }),
      numbers('E', 'E', [1.5, NaN], { TSCAL: 2 }),
      numbers('D', 'D', [-0, 5]),
    ]);
    const { columns } = readFitsTable(bytes);
    expect(columns.map(cellsOf)).toEqual([
      [10.5, null],
      [3, null],
      [-0, 5],
    ]);
  });

  it('reads truth values, bits, texts and complex numbers', () => {
    const bytes = binaryTable([
      { form: '1L', cells: [0x54, 0x46, 0, 0x3f].map((byte) => Uint8Array.of(byte)), cards: { TTYPE: 'l' } },
      { form: '10X', cells: Array(4).fill(Uint8Array.of(0b10100000, 0b01000000)), cards: { TTYPE: 'x' } },
      {
        form: '6A',
        cells: ['ab\0zzz', ' b    ', '      ', '\u00c3\u00a9\u00c3\u00a9  '].map(letterBytes),
        cards: { TTYPE: 'a', TUCD: 'meta.id', TCOMM: 'a word' },
      },
      { form: 'C', cells: Array(4).fill(cellBytes('E', [1, -2])), cards: { TTYPE: 'c', TUNIT: 'Jy' } },
    ]);
    const read = readFitsTable(bytes);
    expect(read.columns.map(cellsOf)).toEqual([
      [true, false, null, null],
      Array(4).fill('1010000001'),
      ['ab', ' b', null, 'éé'],
      Array(4).fill(1),
      Array(4).fill(-2),
    ]);
    expect(read.plan.columns.map(({ info }) => info.name)).toEqual(['l', 'x', 'a', 'c.re', 'c.im']);
    expect(read.plan.columns[2]!.info).toMatchObject({ ucd: 'meta.id', description: 'a word' });
    expect(read.plan.columns[4]!.info.unit).toBe('Jy');
    expect(read.unreadable).toBe(1);
    expect(read.problems).toEqual([
      { line: 4, problem: "Column 'l': the byte is neither T, F nor 0.", text: '63' },
    ]);
  });

  it('makes columns of the elements of vectors, 32 at most', () => {
    const bytes = binaryTable([
      { form: '4I', cells: [cellBytes('I', [1, 2, 3, 4])], cards: { TTYPE: 'm', TDIM: '(2,2)' } },
      { form: '6A', cells: [letterBytes('ab cd ')], cards: { TTYPE: 's', TDIM: '(3,2)' } },
      { form: '40B', cells: [new Uint8Array(40).fill(7)], cards: { TTYPE: 'long' } },
      { form: '0D', cells: [new Uint8Array(0)], cards: { TTYPE: 'none' } },
      numbers('I', 'I', [5], { TTYPE: 'm[1,1]' }),
    ]);
    const { plan, columns, warnings } = readFitsTable(bytes);
    const names = plan.columns.map(({ info }) => info.name);
    expect(names.slice(0, 6)).toEqual(['m[1,1]', 'm[2,1]', 'm[1,2]', 'm[2,2]', 's[1]', 's[2]']);
    expect(names.at(-1)).toBe('m[1,1] (2)');
    expect(columns.slice(0, 6).map((data) => cellsOf(data)[0])).toEqual([1, 2, 3, 4, 'ab', 'cd']);
    expect(names.filter((name) => name.startsWith('long'))).toHaveLength(32);
    expect(warnings.map(({ message }) => message)).toEqual([
      "HDU 1: column 'long' has 40 elements in each row; the first 32 were read.",
      "HDU 1: column 'none' has no bytes and was left out.",
      'HDU 1: 1 column names occur twice and were changed (m[1,1] → m[1,1] (2)).',
    ]);
  });

  it('refuses a scale of 0 column by column, and a table without any column', () => {
    const good = numbers('I', 'I', [1]);
    const bad = numbers('I', 'I', [1], { TSCAL: 0 });
    const { plan, warnings } = readFitsTable(binaryTable([bad, good]));
    expect(plan.columns).toHaveLength(1);
    expect(warnings[0]!.message).toContain('TSCAL1 = 0 is not a finite number other than 0');
    expect(() => readFitsTable(binaryTable([bad]))).toThrow(expect.objectContaining({ code: 'bad-table' }));
  });

  it('leaves out rows that only fill the last block where rows are missing', () => {
    const { plan } = readFitsTable(binaryTable([numbers('I', 'I', [1, 2, 0])]));
    const cut = { ...plan, rows: 5, claimedRows: 100 };
    const tail = Uint8Array.of(0, 1, 0, 2, 0, 0, 0, 0, 0, 0);
    expect(withoutPaddingRows(cut, tail).rows).toBe(2);
    expect(withoutPaddingRows({ ...cut, claimedRows: 5 }, tail).rows).toBe(5);
  });

  it('refuses fewer bytes than rows', () => {
    const { plan } = readFitsTable(binaryTable([numbers('I', 'I', [1])]));
    expect(() => readTableRows(plan, new Uint8Array(3), 2)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });

  it('reads a column of 200 000 rows in milliseconds', () => {
    const cells = Array.from({ length: 200_000 }, (_, i) => cellBytes('D', [i]));
    const bytes = binaryTable([{ form: 'D', cells }]);
    const { plan } = readFitsTable(bytes);
    const rows = bytes.subarray(plan.dataOffset);
    const start = cpuMilliseconds();
    const { columns } = readTableRows(plan, rows, plan.rows);
    expect(cpuMilliseconds() - start).toBeLessThan(200);
    expect(columns[0]!.values[199_999]).toBe(199_999);
  });
});

describe('an ASCII table', () => {
  it('reads Fortran numbers, implied points and nulls', () => {
    const lines = [
      ['   1', '   12345', '   1.5D+02', ' abc'],
      ['  **', '   -1.25', '     -2-03', '    '],
      ['   x', '    .5E1', '          ', 'x y '],
    ].map((fields) => fields.join(''));
    const read = readFitsTable(
      asciiTable(lines, [
        ['I4', 1, { TNULL: '**' }],
        ['F8.2', 5],
        ['D10.2', 13, { TSCAL: 2 }],
        ['A4', 23],
      ]),
    );
    expect(read.columns.map(cellsOf)).toEqual([
      [1, null, null],
      [123.45, -1.25, 5],
      [300, -0.00004, null],
      [' abc', null, 'x y'],
    ]);
    expect(read.problems).toEqual([
      { line: 3, problem: "Column '(column 1)': 'x' is no whole number.", text: 'x' },
    ]);
  });

  it('keeps whole numbers of 20 characters, and says which do not fit', () => {
    const lines = [' 9223372036854775807', '-9223372036854775808', ' 9223372036854775808'];
    const read = readFitsTable(asciiTable(lines, [['I20', 1]]));
    expect(read.columns.map(cellsOf)).toEqual([[2n ** 63n - 1n, -(2n ** 63n), null]]);
    expect(read.unreadable).toBe(1);
  });
});
