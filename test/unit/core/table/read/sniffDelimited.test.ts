import { describe, expect, it } from 'vitest';
import { sniffDelimited, type Dialect, type DialectChoices } from '../../../../../src/core/table/index.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const sniff = (text: string, choices?: DialectChoices): Dialect => {
  const bytes = utf8(text);
  return sniffDelimited(bytes, bytes.length, choices);
};
const names = ({ columns }: Dialect): string[] => columns.map(({ name }) => name);
const types = ({ columns }: Dialect): string[] => columns.map(({ type }) => type);

describe('the dialect of delimited text', () => {
  it('is found with decimal commas and quoted line ends', () => {
    const found = sniff('\ufeffra;dec;name\r\n10,1;-20,2;"a; b"\r\n10,3;20,4;"line\r\nbreak"\r\n');
    expect(found).toMatchObject({ delimiter: ';', decimal: ',', bom: true, lineEnd: '\r\n', header: true });
    expect(types(found)).toEqual(['float64', 'float64', 'text']);
  });

  it('is found under comments and a title', () => {
    const found = sniff('# made by hand\n\nMy catalogue\nra,dec,mag\n1.5,2,NA\n2.5,3,7.5\n');
    expect(found).toMatchObject({ skipLines: 3, commentMark: '#', commentLines: 1, header: true });
    expect(found.nullWords).toEqual(['', 'NA']);
    expect(types(found)).toEqual(['float64', 'int64', 'float64']);
    expect(found.notes).toEqual(['1 lines before the table were stepped over.']);
  });

  it('takes names from a comment', () => {
    const found = sniff('# catalogue\n# RA   DEC  MAG\n10.1 20.2 -\n10.2  20.3  5.5\n');
    expect(found).toMatchObject({
      delimiter: ' ',
      header: false,
      commentedHeader: true,
      needsNormalising: true,
    });
    expect(names(found)).toEqual(['RA', 'DEC', 'MAG']);
    expect(types(found)).toEqual(['float64', 'float64', 'float64']);
    expect(found.skipLines).toBe(2);
  });

  it('makes names unique and gives nameless columns one', () => {
    const found = sniff('a,,a,A\n1,2,3,4\n5,6,7,8\n');
    expect(names(found)).toEqual(['a', 'column 2', 'a (2)', 'A (3)']);
    expect(found.notes).toHaveLength(3);
  });

  it('knows a table without names', () => {
    const found = sniff('1|2.5|x\n2|3.5|y\n');
    expect(found).toMatchObject({ delimiter: '|', header: false, skipLines: 0 });
    expect(names(found)).toEqual(['column 1', 'column 2', 'column 3']);
  });

  it('flags angles, keeps identifiers and words as text', () => {
    const found = sniff('id,ra,flag,mix\n007,05:35:17.3,T,1\n008,-12:00:01,F,2b\n');
    expect(found.columns).toEqual([
      { name: 'id', type: 'text', sexagesimal: false },
      { name: 'ra', type: 'text', sexagesimal: true },
      { name: 'flag', type: 'boolean', sexagesimal: false },
      { name: 'mix', type: 'text', sexagesimal: false },
    ]);
    expect(found.notes[0]).toContain("Column 'mix' is read as text");
  });

  it('never takes a number for missing, but says where it looks so', () => {
    const found = sniff('m\n-99\n-99\n5\n');
    expect(found.nullWords).toEqual(['']);
    expect(found.notes[0]).toContain('-99 in 2 cells');
  });

  it('keeps what a person has set', () => {
    const found = sniff('1,5;2\n2,5;3\n', { delimiter: ',', header: true, nullWords: ['-1'] });
    expect(found).toMatchObject({ delimiter: ',', header: true });
    expect(found.nullWords).toEqual(['', '-1']);
    expect(names(found)).toEqual(['1', '5;2']);
  });

  it('leaves a last line out that the sample cuts', () => {
    const bytes = utf8('a,b\n1,2\n3,4\n5');
    expect(types(sniffDelimited(bytes, bytes.length + 100))).toEqual(['int64', 'int64']);
  });

  it.each([
    ['utf-16le', false],
    ['utf-16be', false],
    ['utf-16le', true],
    ['utf-16be', true],
  ])('is found in %s (byte order mark: %s)', (encoding, bom) => {
    const bytes = Buffer.from(`${bom ? '\ufeff' : ''}Größe,b\n1,2\n3,4\n`, 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    const found = sniffDelimited(bytes, bytes.length);
    expect(found).toMatchObject({ encoding, bom, delimiter: ',', needsNormalising: true });
    expect(names(found)).toEqual(['Größe', 'b']);
  });

  it('is Windows-1252 where it is no UTF-8', () => {
    const bytes = Buffer.from('Gr\u00f6\u00dfe,\u0080\n1,2\n', 'latin1');
    const found = sniffDelimited(bytes, bytes.length);
    expect(found.encoding).toBe('windows-1252');
    expect(names(found)).toEqual(['Größe', '€']);
  });

  it.each([
    ['binary bytes', Uint8Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256), 'bad-table'],
    ['nothing', new Uint8Array(0), 'no-data'],
    ['comments alone', utf8('# one\n# two\n'), 'no-data'],
  ])('%s are refused in one sentence', (_, bytes, code) => {
    expect(() => sniffDelimited(bytes, bytes.length)).toThrow(expect.objectContaining({ code }));
  });

  it('stands 100 000 columns and one long line', () => {
    const line = (cell: (i: number) => string): string =>
      Array.from({ length: 100_000 }, (_, i) => cell(i)).join(',');
    const found = sniff(`${line(() => 'a')}\n${line(String)}\n`);
    expect(found.columns).toHaveLength(100_000);
    expect(found.columns[99_999]!.name).toBe('a (100000)');
    expect(found.notes.length).toBeLessThan(30);
  });
});
