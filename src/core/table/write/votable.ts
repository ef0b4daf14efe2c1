import type { ColumnInfo, ColumnType } from '../column.ts';
import { cellText } from './cellText.ts';
import type { TableTextWriter } from './tableWriter.ts';
import { xmlText } from './xmlText.ts';

const WORDS = { yes: 'T', no: 'F', infinity: '+Inf' };
const DATATYPE: Readonly<Record<ColumnType, string>> = {
  float64: 'datatype="double"',
  float32: 'datatype="float"',
  int64: 'datatype="long"',
  int32: 'datatype="int"',
  boolean: 'datatype="boolean"',
  text: 'datatype="unicodeChar" arraysize="*"',
};

/** VOTable 1.4 with TABLEDATA: a missing cell is an empty TD. */
export function votableWriter(
  infos: readonly ColumnInfo[],
  { name = '', rows }: { readonly name?: string; readonly rows?: number },
): TableTextWriter {
  let replaced = 0;
  const escaped = (text: string): string => {
    const xml = xmlText(text);
    if (xml.replaced) replaced++;
    return xml.text;
  };
  const attribute = (key: string, value: string): string =>
    value === '' ? '' : ` ${key}="${escaped(value)}"`;
  const field = (info: ColumnInfo): string => {
    const start = `<FIELD name="${escaped(info.name)}" ${DATATYPE[info.type]}`;
    const open = `${start}${attribute('unit', info.unit)}${attribute('ucd', info.ucd)}`;
    if (info.description === '') return `${open}/>\n`;
    return `${open}><DESCRIPTION>${escaped(info.description)}</DESCRIPTION></FIELD>\n`;
  };
  return {
    head: () =>
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">\n<RESOURCE>\n' +
      `<TABLE${attribute('name', name)}${rows === undefined ? '' : ` nrows="${rows}"`}>\n` +
      `${infos.map(field).join('')}<DATA>\n<TABLEDATA>\n`,
    rows: (columns) => {
      const count = columns[0]?.data.values.length ?? 0;
      let text = '';
      for (let row = 0; row < count; row++) {
        text += '<TR>';
        for (const { data } of columns) {
          const cell = cellText(data, row, WORDS);
          if (cell === null || cell === '') text += '<TD/>';
          else text += `<TD>${data.type === 'text' ? escaped(cell) : cell === '-inf' ? '-Inf' : cell}</TD>`;
        }
        text += '</TR>\n';
      }
      return text;
    },
    foot: () => '</TABLEDATA>\n</DATA>\n</TABLE>\n</RESOURCE>\n</VOTABLE>\n',
    guarded: 0,
    get replaced() {
      return replaced;
    },
    skipped: 0,
  };
}
