import type { Dialect } from '../../../core/table/index.ts';

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'blanks',
};

/** How a text file was read, as pairs of what and how. */
export function dialectInWords(dialect: Dialect): readonly (readonly [string, string])[] {
  const words: (readonly [string, string])[] = [
    ['Delimiter', DELIMITERS[dialect.delimiter] ?? dialect.delimiter],
    ['Encoding', `${dialect.encoding}${dialect.bom ? ', with a byte order mark' : ''}`],
    ['Decimal mark', dialect.decimal === ',' ? 'comma' : 'point'],
    [
      'Names',
      dialect.header
        ? 'from the head line'
        : dialect.commentedHeader
          ? 'from a comment line'
          : 'made up, the file has none',
    ],
    ['Missing', dialect.nullWords.map((word) => (word === '' ? 'empty cells' : `“${word}”`)).join(', ')],
  ];
  if (dialect.skipLines > 0) words.push(['Lines before', String(dialect.skipLines)]);
  for (const note of dialect.notes) words.push(['Note', note]);
  return words;
}
