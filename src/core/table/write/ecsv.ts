import type { ColumnInfo, ColumnType } from '../column.ts';
import { cellText } from './cellText.ts';
import { quotedCell } from './quotedCell.ts';
import type { TableTextWriter } from './tableWriter.ts';

const WORDS = { yes: 'True', no: 'False', infinity: 'inf' };
const DATATYPE: Readonly<Record<ColumnType, string>> = {
  float64: 'float64',
  float32: 'float32',
  int64: 'int64',
  int32: 'int32',
  boolean: 'bool',
  text: 'string',
};

/** ECSV 1.0: names, types, units, UCDs (in the column's meta) and descriptions in a YAML head, then CSV. */
export function ecsvWriter(infos: readonly ColumnInfo[], delimiter: ',' | ' '): TableTextWriter {
  // Between blanks, and alone on a line, an empty cell needs its quotes to be seen at all.
  const missing = infos.length === 1 || delimiter === ' ' ? '""' : '';
  return {
    head: () => {
      const yaml = [
        '%ECSV 1.0',
        '---',
        'datatype:',
        ...infos.map(fieldYaml),
        ...(delimiter === ',' ? ["delimiter: ','"] : []),
        'schema: astropy-2.0',
      ];
      const names = infos.map(({ name }) => quotedCell(name, delimiter)).join(delimiter);
      return `${yaml.map((line) => `# ${line}\n`).join('')}${names}\n`;
    },
    rows: (columns) => {
      const count = columns[0]?.data.values.length ?? 0;
      let text = '';
      for (let row = 0; row < count; row++) {
        for (let c = 0; c < columns.length; c++) {
          if (c > 0) text += delimiter;
          const cell = cellText(columns[c].data, row, WORDS);
          text += cell === null ? missing : quotedCell(cell, delimiter);
        }
        text += '\n';
      }
      return text;
    },
    foot: () => '',
    guarded: 0,
    replaced: 0,
    skipped: 0,
  };
}

function fieldYaml({ name, type, unit, ucd, description }: ColumnInfo): string {
  const entries = [
    `name: ${yamlText(name)}`,
    ...(unit === '' ? [] : [`unit: ${yamlText(unit)}`]),
    `datatype: ${DATATYPE[type]}`,
    ...(description === '' ? [] : [`description: ${yamlText(description)}`]),
    ...(ucd === '' ? [] : [`meta: {ucd: ${yamlText(ucd)}}`]),
  ];
  return `- {${entries.join(', ')}}`;
}

/** A YAML scalar between double quotes: JSON's escapes are YAML's, which allows fewer characters to stand as they are. */
function yamlText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
