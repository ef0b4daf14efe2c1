import fc from 'fast-check';
import Papa from 'papaparse';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tablePieces, tableWriter, type Column, type TextFormat } from '../../../../src/core/table/index.ts';
import { arbitraryTable, cellsOf, columnOf } from '../../../support/sampleTable.ts';

const awkward = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n,"\'; :.0129eE#<>&]'), maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

function written(format: TextFormat, columns: readonly Column[]): { text: string; guarded: number } {
  const writer = tableWriter(
    format,
    columns.map(({ info }) => info),
  );
  return { text: [...tablePieces(writer, columns)].join(''), guarded: writer.guarded };
}

/** A cell as its text reads back to the very same value of its type. */
function valueOf(text: string, { type }: Column['info']): unknown {
  if (type === 'text') return text;
  if (text === '') return null;
  if (type === 'boolean') return /^t/i.test(text);
  if (type === 'int64') return BigInt(text);
  const value = /inf/i.test(text) ? Infinity * Number(text.replace(/inf/i, '1')) : Number(text);
  return type === 'float32' ? Math.fround(value) : value;
}

/** A text as XML can hold it: most control characters and halves of surrogate pairs become U+FFFD. */
function inXml(text: string): string {
  const fits = (code: number): boolean =>
    code < 32
      ? [9, 10, 13].includes(code)
      : code < 0xd800 || (code > 0xdfff && code !== 0xfffe && code !== 0xffff);
  return Array.from(text, (one) => (fits(one.codePointAt(0)!) ? one : '\ufffd')).join('');
}

const rowsOf = (columns: readonly Column[]) => columns[0]!.data.values.length;

describe('tables written as text', () => {
  it.each(['csv', 'tsv'] as const)('read back to the same values: %s', (format) => {
    fc.assert(
      fc.property(arbitraryTable(awkward), (columns) => {
        const { text, guarded } = written(format, columns);
        const delimiter = format === 'csv' ? ',' : '\t';
        const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n', skipEmptyLines: false });
        expect(data.at(-1)).toEqual(['']);
        const rows = data.slice(1, -1);
        expect(rows).toHaveLength(rowsOf(columns));
        let apostrophes = 0;
        columns.forEach((column, c) =>
          cellsOf(column).forEach((cell, r) => {
            const found = rows[r]![c]!;
            if (typeof cell === 'string' && found !== cell) {
              apostrophes++;
              expect(found).toBe(`'${cell}`);
              expect(cell).toMatch(/^[=+\-@\t\r]/);
            } else if (typeof cell === 'string') {
              // What is not guarded cannot run: it has no letters beside exponents and units of angles.
              if (/^[=+\-@\t\r]/.test(cell))
                expect(cell).toMatch(/^[+-][\d.eE+\-: dhms°'"′″]+$|^[+-](inf|nan)/i);
            } else
              expect(valueOf(found, column.info)).toEqual(
                cell === null && column.info.type === 'text' ? '' : cell,
              );
          }),
        );
        expect(guarded).toBe(apostrophes);
      }),
    );
  });

  it('read back to the same values: votable, by a strict XML parser', () => {
    fc.assert(
      fc.property(arbitraryTable(awkward), (columns) => {
        const cells: string[] = [];
        const parser = new SaxesParser();
        parser.on('error', (error) => {
          throw error;
        });
        let inside = false;
        parser.on('opentag', ({ name }) => {
          if (name === 'TD') cells.push('');
          inside = name === 'TD';
        });
        parser.on('closetag', () => (inside = false));
        parser.on('text', (text) => {
          if (inside) cells[cells.length - 1] += text;
        });
        parser.write(written('votable', columns).text).close();
        expect(cells).toHaveLength(rowsOf(columns) * columns.length);
        columns.forEach((column, c) =>
          cellsOf(column).forEach((cell, r) => {
            const found = cells[r * columns.length + c]!;
            if (typeof cell === 'string') expect(found).toBe(inXml(cell));
            else
              expect(valueOf(found, column.info)).toEqual(
                cell === null && column.info.type === 'text' ? '' : cell,
              );
          }),
        );
      }),
    );
  });

  it('have a YAML head that says the names, units and descriptions: ecsv', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(awkward, awkward, awkward), { minLength: 1, maxLength: 3 }),
        (metadata) => {
          const columns = metadata.map(([name, unit, description]) =>
            columnOf(name, { type: 'float64', values: new Float64Array(0) }, { unit, description }),
          );
          const head = written('ecsv', columns)
            .text.split('\n')
            .filter((line) => line.startsWith('# '))
            .slice(2, 3 + columns.length);
          const yaml = parse(head.map((line) => line.slice(2)).join('\n')) as {
            datatype: Record<string, string>[];
          };
          expect(yaml.datatype).toEqual(
            metadata.map(([name, unit, description]) => ({
              name,
              ...(unit === '' ? {} : { unit }),
              datatype: 'float64',
              ...(description === '' ? {} : { description }),
            })),
          );
        },
      ),
    );
  });
});
