import fc from 'fast-check';
import type { Column, ColumnData, ColumnInfo } from '../../src/core/table/index.ts';

/** A column with its cells; metadata by `more`. */
export function columnOf(name: string, data: ColumnData, more: Partial<ColumnInfo> = {}): Column {
  return { info: { name, type: data.type, unit: '', ucd: '', description: '', ...more }, data };
}

/** Four rows of every type of column, with missing cells, extremes and awkward texts. */
export function sampleTable(): Column[] {
  return [
    columnOf(
      'ra',
      { type: 'float64', values: Float64Array.of(0.1, NaN, 1 / 3, -Infinity) },
      {
        unit: 'deg',
        ucd: 'pos.eq.ra;meta.main',
        description: "a star's place",
      },
    ),
    columnOf('mag', { type: 'float32', values: Float32Array.of(0.1, -12.5, NaN, 3e20) }, { unit: 'mag' }),
    columnOf('source', {
      type: 'int64',
      values: BigInt64Array.of(9223372036854775807n, -9223372036854775808n, 0n, -5n),
      missing: Uint8Array.of(0, 0, 1, 0),
    }),
    columnOf('n', {
      type: 'int32',
      values: Int32Array.of(-2147483648, 0, 7, 2147483647),
      missing: Uint8Array.of(0, 1, 0, 0),
    }),
    columnOf('good', {
      type: 'boolean',
      values: Uint8Array.of(1, 0, 1, 0),
      missing: Uint8Array.of(0, 0, 0, 1),
    }),
    columnOf(
      'name',
      { type: 'text', values: ['a, "b"\t<&>', null, 'NGC 3603', 'x'] },
      { description: 'a <name> & "more"' },
    ),
  ];
}

/** Any table of up to a few columns; texts from `text`. */
export function arbitraryTable(text: fc.Arbitrary<string>): fc.Arbitrary<Column[]> {
  return fc
    .integer({ min: 0, max: 8 })
    .chain((rows) =>
      fc
        .array(arbitraryData(rows, text), { minLength: 1, maxLength: 5 })
        .map((columns) => columns.map((data, i) => columnOf(`c${i}`, data))),
    );
}

function arbitraryData(rows: number, text: fc.Arbitrary<string>): fc.Arbitrary<ColumnData> {
  const exactly = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: rows, maxLength: rows });
  const missing = fc.option(exactly(fc.integer({ min: 0, max: 1 })).map((flags) => Uint8Array.from(flags)));
  return fc.oneof(
    exactly(fc.double()).map((cells) => ({ type: 'float64' as const, values: Float64Array.from(cells) })),
    exactly(fc.float()).map((cells) => ({ type: 'float32' as const, values: Float32Array.from(cells) })),
    exactly(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })).chain((cells) =>
      missing.map((flags) => ({ type: 'int64' as const, values: BigInt64Array.from(cells), missing: flags })),
    ),
    exactly(fc.oneof(fc.integer(), fc.integer({ min: -(2 ** 31), max: -(2 ** 31) + 3 }))).chain((cells) =>
      missing.map((flags) => ({ type: 'int32' as const, values: Int32Array.from(cells), missing: flags })),
    ),
    exactly(fc.integer({ min: 0, max: 1 })).chain((cells) =>
      missing.map((flags) => ({ type: 'boolean' as const, values: Uint8Array.from(cells), missing: flags })),
    ),
    exactly(fc.option(text)).map((values) => ({ type: 'text' as const, values })),
  );
}

/** The cells of a column as plain values; null where missing. */
export function cellsOf({ data }: Column): (number | bigint | boolean | string | null)[] {
  switch (data.type) {
    case 'text':
      return [...data.values];
    case 'float64':
    case 'float32':
      return Array.from(data.values, (value) => (Number.isNaN(value) ? null : value));
    case 'int64':
      return Array.from(data.values, (value, i) => (data.missing?.[i] ? null : value));
    case 'int32':
      return Array.from(data.values, (value, i) => (data.missing?.[i] ? null : value));
    case 'boolean':
      return Array.from(data.values, (value, i) => (data.missing?.[i] ? null : value !== 0));
  }
}
