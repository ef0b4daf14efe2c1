import { describe, expect, it } from 'vitest';
import {
  tablePieces,
  tableWriter,
  textFormatOf,
  type Column,
  type TextFormat,
  type TextOptions,
} from '../../../../../src/core/table/index.ts';
import { columnOf, sampleTable } from '../../../../support/sampleTable.ts';

function written(format: TextFormat, columns: readonly Column[], options: TextOptions = {}) {
  const writer = tableWriter(
    format,
    columns.map(({ info }) => info),
    options,
  );
  const text = [...tablePieces(writer, columns)].join('');
  return { text, guarded: writer.guarded, replaced: writer.replaced, skipped: writer.skipped };
}
const texts = (...values: (string | null)[]) => columnOf('t', { type: 'text', values });

describe('csv and tsv', () => {
  it('write shortest digits, empty cells for missing ones, and quotes where they are needed', () => {
    expect(written('csv', sampleTable()).text).toBe(
      'ra,mag,source,n,good,name\n' +
        '0.1,0.1,9223372036854775807,-2147483648,true,"a, ""b""\t<&>"\n' +
        ',-12.5,-9223372036854775808,,false,\n' +
        '0.3333333333333333,,,7,true,NGC 3603\n' +
        '-inf,300000000000000000000,-5,2147483647,,x\n',
    );
    expect(written('tsv', sampleTable()).text.split('\n')[1]).toBe(
      '0.1\t0.1\t9223372036854775807\t-2147483648\ttrue\t"a, ""b""\t<&>"',
    );
  });

  it('tell an empty text from a missing one, and never write an empty line', () => {
    const two = [texts('', null, 'x'), texts('a', null, '')];
    expect(written('csv', two).text).toBe('t,t\n"",a\n,\nx,""\n');
    expect(written('csv', [texts('', null, 'x\r\ny')]).text).toBe('t\n""\n""\n"x\r\ny"\n');
  });

  it('guard cells and names that a spreadsheet would run, and count them', () => {
    const cells = [
      '=1+1',
      '+cmd',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '-',
      '=',
      '-12:30:15+A1',
      '- 12',
      '-1e5x',
    ];
    const { text, guarded } = written('csv', [
      texts(...cells),
      columnOf('=x', { type: 'text', values: cells }),
    ]);
    expect(guarded).toBe(2 * cells.length + 1);
    expect(text).toContain("t,'=x\n'=1+1,'=1+1\n");
    expect(text).toContain(`"'\r=1"`);
  });

  it('leave numbers and sexagesimal angles, and what begins otherwise', () => {
    const cells = [
      ...[
        '-12.5',
        '+3',
        '-.5e-7',
        '-5.',
        '-inf',
        '+nan',
        '-12:30:15.2',
        '-12 30 15',
        '+05:30',
        '-12d30m15.2s',
      ],
      ...['-12°30′15″', '-00:00:00', '+12h 30m', "-12°30'15", 'a=1', "'=1", ' =1', '1-2', '', 'NGC'],
    ];
    const { text, guarded } = written('tsv', [texts(...cells)]);
    expect(guarded).toBe(0);
    expect(text).toBe(`t\n${cells.map((cell) => (cell === '' ? '""' : cell)).join('\n')}\n`);
  });
});

describe('ecsv', () => {
  it('has types, units, UCDs and descriptions in its head', () => {
    const { text } = written('ecsv', sampleTable());
    expect(text.split('\n').slice(0, 12)).toEqual([
      '# %ECSV 1.0',
      '# ---',
      '# datatype:',
      '# - {name: "ra", unit: "deg", datatype: float64, description: "a star\'s place", meta: {ucd: "pos.eq.ra;meta.main"}}',
      '# - {name: "mag", unit: "mag", datatype: float32}',
      '# - {name: "source", datatype: int64}',
      '# - {name: "n", datatype: int32}',
      '# - {name: "good", datatype: bool}',
      '# - {name: "name", datatype: string, description: "a <name> & \\"more\\""}',
      "# delimiter: ','",
      '# schema: astropy-2.0',
      'ra,mag,source,n,good,name',
    ]);
    expect(text).toContain('0.1,0.1,9223372036854775807,-2147483648,True,"a, ""b""\t<&>"\n,-12.5,');
  });

  it('may have blanks between its cells', () => {
    const table = [columnOf('a b', { type: 'text', values: ['x y', null, '=1'] }), texts('1', '2', '3')];
    const { text, guarded } = written('ecsv', table, { delimiter: ' ' });
    expect(text).not.toContain('delimiter');
    expect(text.endsWith('"a b" t\n"x y" 1\n"" 2\n=1 3\n')).toBe(true);
    expect(guarded).toBe(0);
  });

  it('keeps strange names on their line', () => {
    const { text } = written('ecsv', [columnOf('a\n# b: {"\u0085\u2028', { type: 'text', values: [] })]);
    expect(text).toContain('# - {name: "a\\n# b: {\\"\\u0085\\u2028", datatype: string}\n');
  });
});

describe('votable', () => {
  it('has fields with their metadata, and rows with empty cells for missing ones', () => {
    const { text, replaced } = written('votable', sampleTable(), { name: 'my <stars>', rows: 4 });
    expect(replaced).toBe(0);
    expect(text).toContain('<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">');
    expect(text).toContain('<TABLE name="my &lt;stars&gt;" nrows="4">');
    expect(text).toContain(
      '<FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"><DESCRIPTION>a star\'s place</DESCRIPTION></FIELD>',
    );
    expect(text).toContain('<FIELD name="n" datatype="int"/>');
    expect(text).toContain(
      '<TR><TD>0.1</TD><TD>0.1</TD><TD>9223372036854775807</TD><TD>-2147483648</TD><TD>T</TD><TD>a, &quot;b&quot;&#9;&lt;&amp;&gt;</TD></TR>\n' +
        '<TR><TD/><TD>-12.5</TD><TD>-9223372036854775808</TD><TD/><TD>F</TD><TD/></TR>\n',
    );
    expect(text).toContain('<TR><TD>-Inf</TD>');
    expect(text.endsWith('</TABLEDATA>\n</DATA>\n</TABLE>\n</RESOURCE>\n</VOTABLE>\n')).toBe(true);
  });

  it('replaces what XML cannot hold, and counts the cells', () => {
    const { text, replaced } = written('votable', [
      texts('a\u0000b\u0001', 'é 𝛼', '\ud800', 'x\uffffy', ']]>'),
    ]);
    expect(replaced).toBe(3);
    for (const cell of ['a\ufffdb\ufffd', 'é 𝛼', '\ufffd', 'x\ufffdy', ']]&gt;'])
      expect(text).toContain(`<TD>${cell}</TD>`);
  });
});

describe('regions', () => {
  const x = columnOf('x', { type: 'float64', values: Float64Array.of(1.5, NaN, 3) });
  const y = columnOf('y', { type: 'int32', values: Int32Array.of(2, 2, 2), missing: Uint8Array.of(0, 0, 1) });
  const id = columnOf('ID', { type: 'text', values: ['a}\ncircle(0,0,9)', 'b', 'c'] });

  it('are circles in the image, without rows that have no position', () => {
    expect(written('regions', [id, x, y])).toEqual({
      text: '# Region file format: DS9 version 4.1\nimage\ncircle(1.5,2,5) # text={a__circle(0,0,9)}\n',
      guarded: 0,
      replaced: 1,
      skipped: 2,
    });
  });

  it('are circles on the sky, found by name or UCD, of the radius wanted', () => {
    const ra = columnOf('lon', x.data, { ucd: 'pos.eq.ra;meta.main' });
    const dec = columnOf('Dec', { type: 'float32', values: Float32Array.of(-12.1, 1, 1) });
    const { text } = written('regions', [ra, dec], { regions: { radius: 2.5 } });
    expect(text.split('\n').slice(1)).toEqual(['icrs', 'circle(1.5,-12.1,2.5")', 'circle(3,1,2.5")', '']);
    const position = { x: 'Dec', y: 'lon', system: 'image' as const };
    expect(written('regions', [ra, dec], { regions: { position } }).text).toContain(
      'image\ncircle(-12.1,1.5,5)',
    );
  });

  it('need positions', () => {
    for (const columns of [[x], [id], [x, columnOf('y', { type: 'text', values: ['1', '2', '3'] })]])
      expect(() => written('regions', columns)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });
});

it('knows formats by the suffix of a name', () => {
  const names = ['a.csv', 'a.TSV', 'a.b.ecsv', 'a.vot', 'a.xml', 'a.reg', 'a.fits', 'csv', 'a.', ''];
  expect(names.map(textFormatOf)).toEqual([
    'csv',
    'tsv',
    'ecsv',
    'votable',
    'votable',
    'regions',
    null,
    null,
    null,
    null,
  ]);
});

it('writes tables of no rows', () => {
  const empty = [columnOf('x', { type: 'float64', values: new Float64Array(0) })];
  expect(written('csv', empty).text).toBe('x\n');
  expect(written('votable', empty).text).toContain('<TABLEDATA>\n</TABLEDATA>');
});
