import { describe, expect, it } from 'vitest';
import { ecsvListing, ecsvReader, type TableReading } from '../../../../../src/core/table/index.ts';
import { cellsOf } from '../../../../support/fitsTable.ts';

function read(text: string): TableReading {
  const reader = ecsvReader();
  reader.write(text);
  return reader.end();
}

const ecsv = (yaml: readonly string[], ...rows: string[]): string =>
  [...['%ECSV 1.0', '---', ...yaml].map((line) => `# ${line}`), ...rows].join('\n');
const TWO = ['datatype:', '- {name: a, datatype: int32}', '- {name: b, datatype: string, unit: km}'];

describe('an ECSV file', () => {
  it('is read with tags it does not know', () => {
    const yaml = [
      'delimiter: ","',
      'datatype: !!omap',
      '- !astropy.table.Column {name: a, datatype: float64, unit: !astropy.units.Unit {unit: mag}}',
      '- {name: b, datatype: string, subtype: json}',
      'meta: !!python/object/apply:os.system ["echo 1"]',
    ];
    const { table } = read(ecsv(yaml, 'a,b', '1.5,"[1, 2]"', ',""'));
    expect(table.columns.map(({ data }) => cellsOf(data))).toEqual([
      [1.5, null],
      ['[1, 2]', null],
    ]);
  });

  it('counts and shows ragged rows and cells of the wrong type', () => {
    const { table } = read(ecsv(TWO, 'a b', '1', '2 x y', 'w z', '', '4 "q r"'));
    expect(table).toMatchObject({ rows: 4, repaired: 3, skipped: 0 });
    expect(table.columns.map(({ data }) => cellsOf(data))).toEqual([
      [1, 2, null, 4],
      [null, 'x', 'z', 'q r'],
    ]);
    expect(table.problems.map(({ line }) => line)).toEqual([7, 8, 9]);
  });

  it('is listed by its header', () => {
    expect(ecsvListing(ecsv(TWO, 'a b', '1 x'))).toMatchObject({
      rows: null,
      columns: [
        { name: 'a', type: 'int32' },
        { name: 'b', type: 'text', unit: 'km' },
      ],
    });
  });

  it('has no rows where it ends after its header', () => {
    expect(read(ecsv(TWO)).table).toMatchObject({ rows: 0, columns: [{}, {}] });
  });
});

describe('a hostile ECSV header', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let i = 0; i < 12; i++) {
    const [name, before] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)];
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
  }
  it.each([
    ['an alias bomb', [...bomb, 'datatype: [*m, *m]']],
    ['nested brackets', [`datatype: ${'['.repeat(200_000)}`]],
    ['no columns', ['delimiter: ","']],
    ['a strange delimiter', ['delimiter: ";"', ...TWO]],
    ['broken YAML', ['datatype: {name: [}']],
  ])('%s is refused in one sentence', (_, yaml) => {
    expect(() => read(ecsv(yaml, 'a b', '1 2'))).toThrow(expect.objectContaining({ code: 'bad-table' }));
  });

  it('gives nothing a prototype', () => {
    read(ecsv(['datatype:', '- {name: a, datatype: string, __proto__: {polluted: 1}}'], 'a', 'x'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
