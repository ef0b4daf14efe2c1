import { AppError, type Warning } from '../../errors/index.ts';
import type { ColumnInfo } from '../column.ts';
import { uniqueNames } from '../uniqueNames.ts';
import { newCellBudget } from './columnBuilder.ts';
import { delimitedTokens } from './delimitedTokens.ts';
import { ecsvColumn, type EcsvCells } from './ecsvColumn.ts';
import { ECSV_LIMITS, readEcsvHeader, type EcsvHeader } from './ecsvHeader.ts';
import { rowProblems, type RowProblems } from './rowProblems.ts';
import type { TableListing, TableReading, TextReader } from './tableReading.ts';

/** The first line of an ECSV file, which tells it from other commented text. */
export const ECSV_MARK = /^# %ECSV (\d+\.\d+)/;

interface Body {
  readonly columns: readonly EcsvCells[];
  readonly infos: readonly ColumnInfo[];
  readonly write: (piece: string) => void;
  readonly end: () => void;
  rows: number;
}

/** Reads an ECSV table whole.
 *
 * Shape: complex numbers become two columns; cells of columns with a subtype (JSON, arrays) and of uint64 stay text.
 * Non-finite and masked: an empty cell is missing; a cell that is not of its datatype is missing and its row counts as
 * repaired, as does a row of too few or too many cells.
 * Errors: `bad-table` for a header that is missing or cannot be read; see ecsvHeader, columnBuilder, delimitedTokens.
 * Cost: the whole table in memory.
 * Source: T. Aldcroft, Astropy Proposal for Enhancement 6, version 1.0.
 * Checked against: astropy 5.2, all datatypes with and without missing cells, exact. */
export function ecsvReader(): TextReader<TableReading> {
  const warnings: Warning[] = [];
  const found = rowProblems();
  const text = headerThenBody((header, line) => ecsvBody(header, line, warnings, found), warnings);
  return {
    write: (piece) => text.write(piece),
    end() {
      const body = text.end();
      body.end();
      const data = body.columns.flatMap(({ builders }) => builders.map((builder) => builder.finish()));
      const { repaired, skipped, problems } = found;
      return {
        name: '',
        description: '',
        coordinateSystems: [],
        table: {
          columns: body.infos.map((info, i) => ({ info, data: data[i] })),
          rows: body.rows,
          repaired,
          skipped,
          problems,
        },
        warnings,
      };
    },
  };
}

/** What is in an ECSV file, by the header at its start; the rows are not counted. */
export function ecsvListing(start: string): TableListing {
  const text = headerThenBody((header, line) => ecsvBody(header, line, [], rowProblems()), []);
  text.write(start);
  const { infos } = text.end();
  return { index: 0, name: '', description: '', columns: infos, rows: null };
}

/** Gathers the commented header, then hands every piece on to the body made from it. */
function headerThenBody(
  bodyOf: (header: EcsvHeader, lines: number) => Body,
  warnings: Warning[],
): TextReader<Body> {
  let body: Body | null = null;
  let rest = '';
  const header: string[] = [];
  let characters = 0;
  const start = (): Body => {
    if (header.length === 0 || !ECSV_MARK.test(header[0]))
      throw new AppError('bad-table', "The file is no ECSV: it does not start with '# %ECSV'.");
    const yaml = header.slice(1).map((line) => line.replace(/^# ?/, ''));
    return bodyOf(
      readEcsvHeader(yaml.join('\n'), (warning) => void warnings.push(warning)),
      header.length,
    );
  };
  return {
    write(piece) {
      if (body !== null) {
        body.write(piece);
        return;
      }
      rest += piece;
      let from = 0;
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
        const line = rest.slice(from, end).trimEnd();
        if (!line.startsWith('#')) {
          body = start();
          body.write(rest.slice(from));
          rest = '';
          return;
        }
        header.push(line);
        from = end + 1;
      }
      rest = rest.slice(from);
      characters += piece.length;
      if (characters > 2 * ECSV_LIMITS.headerCharacters)
        throw new AppError(
          'over-budget',
          `The ECSV header has more than ${characters} characters; it is not read.`,
        );
    },
    end() {
      if (body !== null) return body;
      const last = rest.trimEnd();
      if (last.startsWith('#')) header.push(last);
      const made = start();
      if (last !== '' && !last.startsWith('#')) made.write(last);
      return made;
    },
  };
}

function ecsvBody(header: EcsvHeader, headerLines: number, warnings: Warning[], found: RowProblems): Body {
  const budget = newCellBudget();
  const columns = header.columns.map((column) => ecsvColumn(column, budget));
  const given = columns.flatMap(({ infos }) => infos);
  const names = uniqueNames(given.map((info) => info.name));
  let named = false;
  const tokens = delimitedTokens(
    { delimiter: header.delimiter, quote: '"', commentMark: '#', lineEnd: '\n', skipLines: 0 },
    (cells, at, text) => {
      const line = headerLines + at;
      if (!named) {
        named = true;
        const differ = cells.join('\n') !== header.columns.map((column) => column.name).join('\n');
        if (differ)
          warnings.push({
            code: 'ecsv-names-differ',
            message: `The line of names (line ${line}) does not repeat the names of the header, which count.`,
          });
        return;
      }
      body.rows++;
      if (cells.length !== columns.length) {
        const what =
          cells.length < columns.length ? 'the others were read as missing' : 'the last ones were left out';
        found.repair(
          line,
          `The row has ${cells.length} cells where ${columns.length} belong; ${what}.`,
          text,
        );
      }
      for (let i = 0; i < columns.length; i++) {
        const problem = columns[i].push(cells[i] ?? '');
        if (problem !== null) found.repair(line, `${problem} It was read as missing.`, text);
      }
    },
  );
  const body: Body = {
    columns,
    infos: given.map((info, i) => ({ ...info, name: names[i] })),
    write: (piece) => tokens.write(piece),
    end: () => tokens.end(),
    rows: 0,
  };
  return body;
}
