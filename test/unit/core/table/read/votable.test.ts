import { describe, expect, it } from 'vitest';
import { votableLister, votableReader, type TableReading } from '../../../../../src/core/table/index.ts';
import { cellsOf } from '../../../../support/fitsTable.ts';

function read(xml: string, index: number | null = null): TableReading {
  const reader = votableReader(index);
  reader.write(xml);
  return reader.end();
}

const FIELDS = '<FIELD name="id" datatype="int"/><FIELD name="t" datatype="char" arraysize="*"/>';
const row = (...cells: string[]): string => `<TR>${cells.map((cell) => `<TD>${cell}</TD>`).join('')}</TR>`;
const table = (rows: string, fields = FIELDS, attributes = ''): string =>
  `<TABLE ${attributes}>${fields}<DATA><TABLEDATA>${rows}</TABLEDATA></DATA></TABLE>`;
const votable = (inside: string): string => `<?xml version="1.0"?><VOTABLE>${inside}</VOTABLE>`;
const resource = (inside: string): string => votable(`<RESOURCE>${inside}</RESOURCE>`);

describe('a VOTable', () => {
  it('is read with any namespace prefix', () => {
    const xml = `<v:VOTABLE xmlns:v="x"><v:RESOURCE><v:TABLE><v:FIELD name="a" datatype="int"/><v:DATA><v:TABLEDATA><v:TR><v:TD>3</v:TD></v:TR></v:TABLEDATA></v:DATA></v:TABLE></v:RESOURCE></v:VOTABLE>`;
    expect(cellsOf(read(xml).table.columns[0]!.data)).toEqual([3]);
  });

  it('gives its first table with rows, or the one asked for', () => {
    const xml = resource(table('', FIELDS, 'name="empty"') + table(row('1', 'x'), FIELDS, 'name="full"'));
    expect(read(xml)).toMatchObject({ name: 'full', table: { rows: 1 } });
    expect(read(xml, 0)).toMatchObject({ name: 'empty', table: { rows: 0 } });
    expect(() => read(xml, 2)).toThrow('The file has tables 0 to 1; table 2 was asked for.');
    const lister = votableLister();
    lister.write(xml);
    expect(lister.end().tables.map(({ name, rows, columns }) => [name, rows, columns.length])).toEqual([
      ['empty', 0, 2],
      ['full', 1, 2],
    ]);
  });

  it('counts and shows rows of too few or too many cells, and cells of the wrong type', () => {
    const { table: read1 } = read(
      resource(table(row('1') + row('2', 'b', 'c') + row('x', 'd') + row('4', 'e'))),
    );
    expect(read1.rows).toBe(4);
    expect(read1.repaired).toBe(3);
    expect(read1.columns.map(({ data }) => cellsOf(data))).toEqual([
      [1, 2, null, 4],
      [null, 'b', 'd', 'e'],
    ]);
    expect(read1.problems.map(({ problem }) => problem)).toEqual([
      'The row has 1 cells where 2 belong; the others were read as missing.',
      'The row has 3 cells where 2 belong; the last ones were left out.',
      "Column 'id': 'x' is no whole number. It was read as missing.",
    ]);
  });

  it('takes null values, ranges and hexadecimal numbers', () => {
    const fields =
      '<FIELD name="a" datatype="short"><VALUES null="-99"/></FIELD><FIELD name="b" datatype="unsignedByte"/>';
    const { table: read1 } = read(
      resource(table(row('-99', '0x1F') + row('40000', '') + row('7', '255'), fields)),
    );
    expect(read1.columns.map(({ data }) => cellsOf(data))).toEqual([
      [null, null, 7],
      [31, null, 255],
    ]);
    expect(read1.repaired).toBe(1);
  });

  it('reads text as text: markup in a cell is no markup', () => {
    const { table: read1 } = read(resource(table(row('1', '&lt;script&gt;alert(1)&lt;/script&gt;&#65;'))));
    expect(cellsOf(read1.columns[1]!.data)).toEqual(['<script>alert(1)</script>A']);
  });

  it('notes frames and unlike names', () => {
    const twice = '<FIELD name="a" datatype="int"/><FIELD name="a" datatype="int"/>';
    const reading = read(
      votable(`<COOSYS system="eq_FK5" equinox="J2000"/><RESOURCE>${table(row('1', '2'), twice)}</RESOURCE>`),
    );
    expect(reading.coordinateSystems).toEqual(['eq_FK5 J2000']);
    expect(reading.table.columns.map(({ info }) => info.name)).toEqual(['a', 'a (2)']);
    expect(reading.warnings[0]!.code).toBe('duplicate-column');
  });

  it('says what the service said', () => {
    const error = votable(
      '<RESOURCE type="results"><INFO name="QUERY_STATUS" value="ERROR">Table  lost\n</INFO></RESOURCE>',
    );
    expect(() => read(error)).toThrow("The file is a service's error message and no table: Table lost");
    const overflow = resource(`${table(row('1', 'a'))}<INFO name="QUERY_STATUS" value="OVERFLOW"/>`);
    expect(read(overflow).warnings.map(({ code }) => code)).toEqual(['service-overflow']);
  });

  it('does not follow data into other files', () => {
    const xml = resource(
      `<TABLE>${FIELDS}<DATA><BINARY><STREAM href="file:///etc/passwd"/></BINARY></DATA></TABLE>`,
    );
    expect(() => read(xml, 0)).toThrow('The data of table 0 lie in another file, which is not followed.');
    const lister = votableLister();
    lister.write(xml);
    expect(lister.end().tables[0]!.problem).toContain('lie in another file');
  });

  it('keeps the rows before a binary stream that is cut, and refuses what is not base64', () => {
    const binary = (base64: string): string =>
      resource(
        `<TABLE><FIELD name="a" datatype="int"/><DATA><BINARY><STREAM encoding="base64">${base64}</STREAM></BINARY></DATA></TABLE>`,
      );
    const reading = read(binary('AAAA\nAQAA')); // 1, and half a number
    expect(cellsOf(reading.table.columns[0]!.data)).toEqual([1]);
    expect(reading.warnings.map(({ message }) => message)).toEqual([
      'The binary data end, or lead astray, within row 2. The 1 rows before it were read.',
    ]);
    expect(() => read(binary('AA!A'))).toThrow('not base64: character 3');
  });

  it('does not believe counts that lead out of the data', () => {
    const xml = resource(
      '<TABLE><FIELD name="a" datatype="double" arraysize="*"/><DATA><BINARY><STREAM>f////w==</STREAM></BINARY></DATA></TABLE>',
    );
    expect(read(xml).table.rows).toBe(0);
  });
});

describe('hostile XML', () => {
  it.each([
    ['a document type', `<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://e/x.dtd"><VOTABLE/>`, 'refused'],
    [
      'an entity bomb',
      `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><VOTABLE><RESOURCE>&b;</RESOURCE></VOTABLE>`,
      'refused',
    ],
    ['an unknown entity', votable('&b;'), 'bad-table'],
    ['deep nesting', votable('<RESOURCE>'.repeat(100_000)), 'over-budget'],
    ['a huge attribute', votable(`<INFO name="${'x'.repeat(1_000_000)}"/>`), 'over-budget'],
    ['a web page', '<html><body>Not found</body></html>', 'bad-table'],
    ['an open end', '<VOTABLE><RESOURCE>', 'bad-table'],
    ['no table', votable('<RESOURCE/>'), 'bad-table'],
  ])('%s is refused in one sentence', (_, xml, code) => {
    expect(() => read(xml)).toThrow(expect.objectContaining({ code }));
  });
});
