import { AppError, type Warning } from '../../errors/index.ts';
import { decodeBase64 } from './base64.ts';
import type { TableListing, TableReading, TextReader } from './tableReading.ts';
import { votableEvents, type VotableSink, type VotableTable } from './votableEvents.ts';
import { votableRows, type VotableRows } from './votableRows.ts';
import { xmlReader } from './xmlReader.ts';

interface ReadRows {
  readonly table: VotableTable;
  readonly rows: VotableRows;
}

/** Lists the tables of a VOTable, without keeping their cells. */
export function votableLister(): TextReader<{
  readonly tables: readonly TableListing[];
  readonly warnings: readonly Warning[];
}> {
  const tables: TableListing[] = [];
  const warnings: Warning[] = [];
  const sink: VotableSink = {
    startRows: () => null,
    endTable(table) {
      const ignore = (): void => {};
      const rows = votableRows(table, ignore);
      tables.push({
        index: table.index,
        name: table.name,
        description: table.description,
        columns: rows.infos,
        rows: table.data === 'cells' ? table.rowCount : table.data === 'none' ? 0 : table.claimedRows,
        ...(table.problem === null ? {} : { problem: table.problem }),
      });
    },
    warn: (warning) => void warnings.push(warning),
  };
  const events = votableEvents(sink);
  const xml = xmlReader(events);
  return {
    write: (piece) => xml.write(piece),
    end() {
      xml.end();
      if (tables.length === 0) throw noTable(events.serviceError());
      return { tables, warnings: withService(warnings, events.serviceError(), events.overflow()) };
    },
  };
}

/** Reads one table of a VOTable: the one numbered `index` (0-based), or with null the first that has rows.
 *
 * Method: one pass over the XML; TABLEDATA, BINARY and BINARY2.
 * Shape:  fixed arrays become one column per element (up to 32), complex numbers two, arrays of varying length text.
 * Non-finite and masked: empty cells, the null value of VALUES, '?' and the null bits of BINARY2 are missing; a cell
 * that is not of its datatype is missing and its row counts as repaired, as does a row of too few or too many cells.
 * Errors: `bad-table` for XML that is not well-formed, for no table, and with the service's own words where the file
 * is an error message; `not-supported` for data that lie elsewhere (a STREAM with href) or in FITS; `refused`,
 * `over-budget`: see xmlReader, columnBuilder.
 * Cost: the whole table in memory.
 * Source: IVOA VOTable 1.4 (2019); namespaces and versions are not looked at.
 * Checked against: astropy 5.2, the three serialisations of all datatypes, exact. */
export function votableReader(index: number | null): TextReader<TableReading> {
  const warnings: Warning[] = [];
  const warn = (warning: Warning): void => void warnings.push(warning);
  let chosen: ReadRows | null = null;
  let fallback: ReadRows | null = null;
  let current: VotableRows | null = null;
  let count = 0;
  const sink: VotableSink = {
    startRows(table) {
      current = null;
      if (chosen !== null || (index !== null && table.index !== index)) return null;
      current = votableRows(table, warn);
      return current;
    },
    endTable(table) {
      count++;
      const wanted = index === null ? chosen === null : table.index === index;
      if (!wanted) return;
      if (table.problem !== null) {
        if (index !== null) throw new AppError('not-supported', table.problem);
        warn({ code: 'table-left-out', message: table.problem });
        return;
      }
      const rows = current ?? votableRows(table, warn);
      current = null;
      if (table.data === 'binary' || table.data === 'binary2')
        rows.readBinary(decodeBase64(table.takeStream()), table.data === 'binary2');
      const read = { table, rows };
      if (index !== null || rows.count() > 0) chosen = read;
      else fallback ??= read;
    },
    warn,
  };
  const events = votableEvents(sink);
  const xml = xmlReader(events);
  return {
    write: (piece) => xml.write(piece),
    end() {
      xml.end();
      const read: ReadRows | null = chosen ?? fallback;
      const error = events.serviceError();
      if (read === null && index !== null && count > 0)
        throw new AppError(
          'not-found',
          `The file has tables 0 to ${count - 1}; table ${index} was asked for.`,
        );
      if (read === null || (read.rows.count() === 0 && error !== null)) throw noTable(error);
      return {
        name: read.table.name,
        description: read.table.description,
        coordinateSystems: events.coordinateSystems(),
        table: read.rows.finish(),
        warnings: withService(warnings, error, events.overflow()),
      };
    },
  };
}

function noTable(serviceError: string | null): AppError {
  return serviceError === null
    ? new AppError('bad-table', 'There is no table in this VOTable.')
    : new AppError('bad-table', `The file is a service's error message and no table: ${serviceError}`);
}

function withService(warnings: readonly Warning[], error: string | null, overflow: boolean): Warning[] {
  const more = [...warnings];
  if (error !== null) more.push({ code: 'service-error', message: `The service reports an error: ${error}` });
  if (overflow)
    more.push({
      code: 'service-overflow',
      message: 'The service cut the result short (QUERY_STATUS OVERFLOW): rows are missing.',
    });
  return more;
}
