import { AppError } from '../../errors/index.ts';
import { uniqueNames } from '../uniqueNames.ts';
import type { Dialect, DialectChoices, DialectColumn } from './dialect.ts';
import { sniffColumn, type FoundColumn } from './sniffColumns.ts';
import { findDelimiter, sampleRows, usualCount, type SampleRow } from './sniffDelimiter.ts';
import { commentedNames, hasHeader, preambleRows } from './sniffHeader.ts';
import { decodeText, findEncoding } from './textEncoding.ts';

/** Bytes of a file that are looked at to find its dialect. */
export const SNIFF_BYTES = 2 ** 20;

const MAX_ROWS = 8000;
const MAX_NOTES = 20;

/** Finds how a delimited text is to be read from its first bytes.
 *
 * Method: encoding from byte order mark, NULs and validity as UTF-8; comment lines at the top; the delimiter, quote and
 * decimal mark that make rows most regular; names by whether they are words above numbers; types by the cells.
 * What `choices` holds is taken as it is, and the rest found around it.
 * Shape: `sample` is the start of the file (SNIFF_BYTES, or more where its first line is longer), `fileBytes` the size
 * of the whole, so that a last line that was cut can be left out.
 * Non-finite and masked: numbers such as -99 are never missing by themselves; `notes` says where they look so.
 * Errors: `bad-table` for binary bytes; `no-data` where there are no rows.
 * Cost: linear in the sample, some 0.1 s for 1 MiB. */
export function sniffDelimited(sample: Uint8Array, fileBytes: number, choices: DialectChoices = {}): Dialect {
  const found = findEncoding(sample);
  const encoding = choices.encoding ?? found.encoding;
  const { text, lineEnd } = sampleLines(decodeText(sample, encoding), sample.length < fileBytes);
  const top = topComments(text, lineEnd);
  const commentMark = top.lines > 0 ? '#' : '';
  const base = { commentMark, lineEnd, skipLines: choices.skipLines ?? 0 } as const;
  const { delimiter, quote, decimal } = findDelimiter(text, base, choices);
  let rows = sampleRows(text, { ...base, delimiter, quote }, MAX_ROWS);
  const notes: string[] = [];
  const preamble = choices.skipLines === undefined ? preambleRows(rows) : 0;
  if (preamble > 0) notes.push(`${preamble} lines before the table were stepped over.`);
  rows = rows.slice(preamble);
  if (rows.length === 0)
    throw new AppError('no-data', 'The file holds no rows.', { details: { comments: top.lines } });
  const body = rows.length > 1 ? rows.slice(1) : rows;
  const header = choices.header ?? hasHeader(rows, decimal);
  const comment =
    header || choices.header === false ? null : commentedNames(top.last, delimiter, quote, usualCount(body));
  const data = header ? rows.slice(1) : rows;
  const names = columnNames(header ? rows[0].cells : (comment ?? []), data, notes);
  const extraNulls = new Set(choices.nullWords ?? []);
  const kinds = names.map((_, i) => sniffColumn(data, i, decimal, extraNulls));
  const columns = describeColumns(names, kinds, notes);
  return {
    encoding,
    bom: found.bom && encoding === found.encoding,
    delimiter,
    quote,
    decimal,
    lineEnd,
    skipLines: rows[0].line - 1,
    commentMark,
    commentLines: top.lines,
    header,
    commentedHeader: comment !== null,
    columns,
    nullWords: ['', ...new Set([...kinds.flatMap((kind) => kind.nullWords), ...extraNulls])],
    longestLine: longest(text, lineEnd),
    gzip: false,
    needsNormalising:
      encoding !== 'utf-8' ||
      delimiter === ' ' ||
      lineEnd === '\r' ||
      kinds.some((kind) => kind.fortranExponents),
    notes: shortList(notes),
  };
}

/** The sample without a last line that it cuts, and what ends its lines. */
function sampleLines(
  text: string,
  cut: boolean,
): { readonly text: string; readonly lineEnd: Dialect['lineEnd'] } {
  const newlines = text.includes('\n');
  const lineEnd = newlines ? (text.includes('\r\n') ? '\r\n' : '\n') : text.includes('\r') ? '\r' : '\n';
  const last = cut ? text.lastIndexOf(lineEnd === '\r' ? '\r' : '\n') : -1;
  return { text: last > 0 ? text.slice(0, last + 1) : text, lineEnd };
}

function topComments(text: string, lineEnd: string): { readonly lines: number; readonly last: string } {
  // Comments may end otherwise than the rows.
  const mark = lineEnd === '\r' ? '\r' : '\n';
  let lines = 0;
  let last = '';
  let from = 0;
  for (;;) {
    const end = text.indexOf(mark, from);
    const line = text.slice(from, end < 0 ? text.length : end).trim();
    if (line !== '' && !line.startsWith('#')) break;
    if (line !== '') {
      lines++;
      last = line;
    }
    if (end < 0) break;
    from = end + 1;
  }
  return { lines, last };
}

/** How many columns there are: as many as rows mostly have cells, or as there are names where rows do not agree, or
 * where what they have more is only a delimiter at their end. */
function columnCount(names: number, data: readonly SampleRow[]): number {
  const usual = usualCount(data);
  if (names === 0 || usual === names) return usual;
  const regular = data.filter(({ cells }) => cells.length === usual);
  if (regular.length < 0.9 * data.length) return names;
  const extra = regular.some(({ cells }) => cells.slice(names).some((cell) => cell.trim() !== ''));
  return usual > names && !extra ? names : usual;
}

/** A name for each column of the data, unique. */
function columnNames(given: readonly string[], data: readonly SampleRow[], notes: string[]): string[] {
  const usual = columnCount(given.length, data);
  let raw = [...given];
  // R writes row names without a name of their own.
  if (raw.length === usual - 1 && raw.length > 0) {
    raw = ['', ...raw];
    notes.push('The line of names has one name less than the rows have cells: the first column has none.');
  } else if (raw.length > usual && usual > 0 && raw.slice(usual).every((name) => name.trim() === ''))
    raw = raw.slice(0, usual);
  while (raw.length < usual) raw.push('');
  const names = uniqueNames(raw);
  if (given.length > 0)
    names.forEach((name, i) => {
      const was = raw[i].trim();
      if (was === '') notes.push(`The column without a name is called '${name}'.`);
      else if (was !== name) notes.push(`A second column '${was}' is called '${name}'.`);
    });
  return names;
}

function describeColumns(
  names: readonly string[],
  kinds: readonly FoundColumn[],
  notes: string[],
): DialectColumn[] {
  return names.map((name, i) => {
    const { type, sexagesimal, oddity } = kinds[i];
    if (oddity !== '') notes.push(`Column '${name}' ${oddity}.`);
    return { name, type, sexagesimal };
  });
}

function longest(text: string, lineEnd: string): number {
  let most = 0;
  for (const line of text.split(lineEnd)) most = Math.max(most, line.length);
  return most;
}

function shortList(notes: readonly string[]): string[] {
  if (notes.length <= MAX_NOTES) return [...notes];
  return [...notes.slice(0, MAX_NOTES), `… and ${notes.length - MAX_NOTES} more.`];
}
