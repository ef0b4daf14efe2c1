import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisedCsv, sniffDelimited, type Delimiter } from '../../../../../src/core/table/index.ts';

type Kind = 'float64' | 'int64' | 'text';

const LETTERS = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
  minLength: 2,
  maxLength: 8,
});
const cellOf: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  float64: fc.integer({ min: -99_999, max: 99_999 }).map((value) => (value / 8).toFixed(3)),
  int64: fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String),
  text: fc
    .tuple(LETTERS, fc.constantFrom('', '"', ',', '; ', '\n', '\t|'))
    .map(([word, odd]) => `x${odd}${word}`),
};

const table = fc
  .array(fc.constantFrom<Kind>('float64', 'int64', 'text'), { minLength: 2, maxLength: 6 })
  .filter((kinds) => kinds.some((kind) => kind !== 'text'))
  .chain((kinds) =>
    fc.record({
      kinds: fc.constant(kinds),
      names: fc.uniqueArray(
        LETTERS.map((word) => `n${word}`),
        { minLength: kinds.length, maxLength: kinds.length },
      ),
      rows: fc.array(fc.tuple(...kinds.map((kind) => cellOf[kind])), { minLength: 4, maxLength: 12 }),
    }),
  );

const dialect = fc.record({
  delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|', ' '),
  decimalComma: fc.boolean(),
  header: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  comment: fc.constantFrom('', '# a comment, with; marks\n'),
  encoding: fc.constantFrom('utf8', 'utf16le'),
});

/** As regular between commas as between bars, but for where the quotes are. */
const QUOTED_BARS = {
  table: {
    kinds: ['text', 'text', 'float64'] as Kind[],
    names: ['naa', 'naj', 'nae'],
    rows: [
      ['xaa', 'xaa', '-1.125'],
      ['xaa', 'xaa', '-0.125'],
      ['x\t|aa', 'x\t|aa', '-0.125'],
      ['xaa', 'xaa', '-1.125'],
    ],
  },
  dialect: {
    delimiter: '|' as Delimiter,
    decimalComma: true,
    header: false,
    lineEnd: '\n',
    comment: '',
    encoding: 'utf8',
  },
};

describe('a random table in a random dialect', () => {
  it('is sniffed right, and rewritten with the same cells', () => {
    fc.assert(
      fc.property(table, dialect, ({ kinds, names, rows }, d) => {
        // Between blanks, decimal commas cannot be told from delimiters.
        const comma = d.decimalComma && !', '.includes(d.delimiter) && kinds.includes('float64');
        const odd = d.delimiter === ' ' ? /[\s",;|]/ : /[\n",;|\t]/;
        const written = (cell: string, kind: Kind): string => {
          const number = comma && kind === 'float64' ? cell.replace('.', ',') : cell;
          return kind === 'text' && odd.test(number) ? `"${number.replaceAll('"', '""')}"` : number;
        };
        const lines = rows.map((cells) => cells.map((cell, i) => written(cell, kinds[i]!)).join(d.delimiter));
        if (d.header) lines.unshift(names.join(d.delimiter));
        const text = d.comment + lines.join(d.lineEnd) + d.lineEnd;
        const bytes = Buffer.from(text, d.encoding as BufferEncoding);
        const found = sniffDelimited(bytes, bytes.length);
        expect(found).toMatchObject({
          delimiter: d.delimiter,
          header: d.header,
          encoding: d.encoding === 'utf8' ? 'utf-8' : 'utf-16le',
        });
        if (kinds.includes('float64')) expect(found.decimal).toBe(comma ? ',' : '.');
        expect(found.columns.map(({ type }) => type)).toEqual(kinds);
        if (d.header) expect(found.columns.map(({ name }) => name)).toEqual(names);

        let csv = '';
        const writer = normalisedCsv(found, (piece) => {
          csv += piece;
        });
        writer.write(text.slice(0, 11));
        writer.write(text.slice(11));
        expect(writer.end()).toMatchObject({ rows: rows.length, found: { repaired: 0, skipped: 0 } });
        const plain = rows.map((cells) =>
          cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','),
        );
        expect(csv.split('\n').slice(1).join('\n')).toBe(`${plain.join('\n')}\n`);
      }),
      { numRuns: 300, examples: [[QUOTED_BARS.table, QUOTED_BARS.dialect]] },
    );
  });
});
