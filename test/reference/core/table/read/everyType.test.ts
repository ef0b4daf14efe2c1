import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ecsvReader, votableReader, type TableReading } from '../../../../../src/core/table/index.ts';
import { cellsOf } from '../../../../support/fitsTable.ts';

// Made by fixtures/generate.py with astropy 5.2; licence of these few numbers: none needed.
const folder = path.join(import.meta.dirname, 'fixtures');
const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Record<
  'votable' | 'ecsv',
  Record<string, unknown[]>
>;

function read(name: string): TableReading {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const reader = name.endsWith('.vot') ? votableReader(null) : ecsvReader();
  // In pieces, so that each kind of token is cut somewhere.
  for (let at = 0; at < text.length; at += 7) reader.write(text.slice(at, at + 7));
  return reader.end();
}

/** The columns that a column of the fixture became, and the part of a cell that each holds. */
function cellsOfColumn(reading: TableReading, name: string): unknown[][] {
  const { columns, rows } = reading.table;
  const own = columns.filter(({ info }) => info.name.replace(/(?:\[\d+\])?(?:\.re|\.im)?$/, '') === name);
  const parts = own.map(({ data }) => cellsOf(data));
  return Array.from({ length: rows }, (_, row) => parts.map((cells) => cells[row]));
}

/** A cell of expected.json as our columns hold it. */
function asRead(value: unknown): unknown {
  if (value === null || value === '' || value === 'nan') return null;
  if (value === '-inf') return -Infinity;
  return value;
}

function comparable(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return value > 2n ** 53n || value < -(2n ** 53n) ? String(value) : Number(value);
}

describe.each(['tabledata', 'binary', 'binary2'])('a VOTable of every datatype as %s', (kind) => {
  const reading = read(`every_type_${kind}.vot`);

  it('has the names, units and UCDs', () => {
    const infos = new Map(reading.table.columns.map(({ info }) => [info.name, info]));
    expect(infos.get('ra')).toMatchObject({ type: 'float64', unit: 'deg', ucd: 'pos.eq.ra;meta.main' });
    expect(infos.get('triple[3]')?.type).toBe('float64');
    expect(infos.get('long_id')?.type).toBe('int64');
    expect(reading).toMatchObject({
      name: 'every type',
      description: 'All datatypes, with and without nulls',
    });
    expect(reading.table).toMatchObject({ rows: 5, repaired: 0, skipped: 0 });
    expect(reading.warnings).toEqual([]);
  });

  it.each(Object.keys(expected.votable))('%s equals what astropy wrote', (name) => {
    const theirs = expected.votable[name]!.map((cell, row) => {
      if (name === 'bits') return [(cell as boolean[]).map(Number).join('')];
      if (name === 'varying') return [asRead((cell as number[]).join(' '))];
      // BINARY has no null for truth values of its own but '?', which astropy does not write.
      if (name === 'flag' && kind === 'binary' && row === 2) return ['any'];
      return Array.isArray(cell) ? cell.map((part) => (Object.is(part, -0) ? 0 : part)) : [asRead(cell)];
    });
    const ours = cellsOfColumn(reading, name).map((cells, row) =>
      name === 'flag' && kind === 'binary' && row === 2
        ? ['any']
        : cells.map((cell) =>
            Object.is(cell, -0) ? 0 : name === 'bits' ? String(cell).replaceAll(' ', '') : comparable(cell),
          ),
    );
    expect(ours).toEqual(theirs);
  });
});

describe.each(['space', 'comma'])('an ECSV file of every datatype, %s', (kind) => {
  const reading = read(`every_type_${kind}.ecsv`);

  it('has the names, units and descriptions', () => {
    const f64 = reading.table.columns.find(({ info }) => info.name === 'f64')!;
    expect(f64.info).toMatchObject({ type: 'float64', unit: 'm / s', description: 'a speed' });
    expect(reading.table).toMatchObject({ rows: 3, repaired: 0, skipped: 0 });
    expect(reading.warnings).toEqual([]);
  });

  it.each(Object.keys(expected.ecsv))('%s equals what astropy wrote', (name) => {
    const ours = cellsOfColumn(reading, name).map((cells) => cells.map(comparable));
    const theirs = expected.ecsv[name]!.map((cell) => {
      if (name === 'vector') return [`[${(cell as number[]).map((value) => value.toFixed(1)).join(',')}]`];
      // Text keeps all digits of what may not fit 64 bits with a sign.
      if (name === 'u64') return [cell === null ? null : String(cell)];
      return Array.isArray(cell) ? cell : [asRead(cell)];
    });
    expect(ours).toEqual(theirs);
  });
});
