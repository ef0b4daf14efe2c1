import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binaryTable, cellBytes, letterBytes, type TableColumnInput } from '../../../support/buildTable.ts';
import { cellsOf, readFitsTable } from '../../../support/fitsTable.ts';

/** A column as it is written, and the columns of cells that must come back. */
interface Written {
  readonly input: TableColumnInput;
  readonly expected: readonly (readonly unknown[])[];
}

const ROWS = 7;
const numbersOf: Readonly<Record<string, fc.Arbitrary<number | bigint>>> = {
  B: fc.integer({ min: 0, max: 255 }),
  I: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  J: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  K: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  E: fc.float({ noDefaultInfinity: false }),
  D: fc.double(),
};

const numberColumn: fc.Arbitrary<Written> = fc
  .tuple(fc.constantFrom('B', 'I', 'J', 'K', 'E', 'D'), fc.integer({ min: 1, max: 4 }))
  .chain(([code, repeat]) =>
    fc
      .tuple(
        fc.array(fc.array(numbersOf[code]!, { minLength: repeat, maxLength: repeat }), {
          minLength: ROWS,
          maxLength: ROWS,
        }),
        fc.boolean(),
      )
      .map(([rows, withNull]): Written => {
        const isInteger = 'BIJK'.includes(code);
        const nullValue = withNull && isInteger ? rows[0]![0]! : null;
        const seen = (value: number | bigint): unknown =>
          value === nullValue || Number.isNaN(value) ? null : value;
        return {
          input: {
            form: `${repeat}${code}`,
            cells: rows.map((values) => cellBytes(code, values)),
            ...(nullValue === null ? {} : { cards: { TNULL: nullValue } }),
          },
          expected: Array.from({ length: repeat }, (_, i) => rows.map((values) => seen(values[i]!))),
        };
      }),
  );

const textColumn: fc.Arbitrary<Written> = fc
  .array(fc.string({ unit: fc.constantFrom(...'aZ09 .,"\u0000'), minLength: 5, maxLength: 5 }), {
    minLength: ROWS,
    maxLength: ROWS,
  })
  .map((texts) => ({
    input: { form: '5A', cells: texts.map(letterBytes) },
    expected: [texts.map((text) => text.split('\0', 1)[0]!.replace(/ +$/, '') || null)],
  }));

describe('a random binary table', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(numberColumn, textColumn), { minLength: 1, maxLength: 6 }), (columns) => {
        const read = readFitsTable(binaryTable(columns.map(({ input }) => input)));
        expect(read.columns.map(cellsOf)).toEqual(columns.flatMap(({ expected }) => expected));
        expect(read.unreadable).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});
