import type { Operation } from './operation.ts';

const FOUND = { value: 'found', title: 'as found' };

/** A table read from a file. */
export const tableSource: Operation = {
  name: 'table-source',
  version: 1,
  title: 'Table',
  summary: 'A table of a file: FITS, VOTable, ECSV, Parquet or delimited text.',
  inputs: {},
  output: 'table',
  pixelTypes: [],
  missing: 'empty cells, NULL values and the missing-value words of a text file',
  shape: { kind: 'table' },
  parameters: {
    table: {
      kind: 'integer',
      title: 'Table',
      description:
        'HDU of a FITS file, or number of the table in a VOTable; -1 is the first table with rows.',
      default: -1,
      min: -1,
    },
    delimiter: {
      kind: 'choice',
      title: 'Delimiter',
      description: 'What stands between the cells of a text file.',
      default: 'found',
      options: [
        FOUND,
        { value: ',', title: 'comma' },
        { value: ';', title: 'semicolon' },
        { value: '\t', title: 'tab' },
        { value: '|', title: 'bar' },
        { value: ' ', title: 'blanks' },
      ],
    },
    header: {
      kind: 'choice',
      title: 'Head line',
      description: 'Whether the first line of a text file names the columns.',
      default: 'found',
      options: [FOUND, { value: 'yes', title: 'yes' }, { value: 'no', title: 'no' }],
    },
    decimal: {
      kind: 'choice',
      title: 'Decimal mark',
      description: 'What stands before the fraction of a number.',
      default: 'found',
      options: [FOUND, { value: '.', title: 'point' }, { value: ',', title: 'comma' }],
    },
    encoding: {
      kind: 'choice',
      title: 'Encoding',
      description: 'How the bytes of a text file become letters.',
      default: 'found',
      options: [
        FOUND,
        { value: 'utf-8', title: 'UTF-8' },
        { value: 'utf-16le', title: 'UTF-16 LE' },
        { value: 'utf-16be', title: 'UTF-16 BE' },
        { value: 'windows-1252', title: 'Latin-1' },
      ],
    },
    skip_lines: {
      kind: 'integer',
      title: 'Lines before',
      description: 'Lines of a text file to step over before the head line; -1 is as found.',
      default: -1,
      min: -1,
    },
    null_words: {
      kind: 'words',
      title: 'Missing words',
      description: 'Further words that mean a missing value in a text file, beside those found.',
      default: [],
    },
    number_columns: {
      kind: 'columns',
      title: 'Read as numbers',
      description: 'Columns read as numbers; cells that are none become missing and are counted.',
      default: [],
    },
    text_columns: {
      kind: 'columns',
      title: 'Read as text',
      description: 'Columns read as text, as they are written.',
      default: [],
    },
  },
};
