import type { WarningSink } from '../../errors/index.ts';
import type { ColumnInfo, ParsedTable } from '../column.ts';
import { uniqueNames } from '../uniqueNames.ts';
import { columnBuilder, newCellBudget } from './columnBuilder.ts';
import { rowProblems } from './rowProblems.ts';
import { readBinaryRows } from './votableBinary.ts';
import { pushTextCell, type Complain } from './votableCells.ts';
import type { VotableTable } from './votableEvents.ts';
import { votableField } from './votableField.ts';

/** The rows of a table on their way into columns. */
export interface VotableRows {
  readonly infos: readonly ColumnInfo[];
  startRow(): void;
  cell(text: string): void;
  endRow(): void;
  readBinary(bytes: Uint8Array, withMask: boolean): void;
  count(): number;
  finish(): ParsedTable;
}

export function votableRows(table: VotableTable, warn: WarningSink): VotableRows {
  const fields = table.fields.map((element, i) => votableField(element, i, warn));
  const infos = withUniqueNames(
    fields.flatMap((field) => field.columns),
    warn,
  );
  const budget = newCellBudget();
  const builders = fields.map((field) => field.columns.map((info) => columnBuilder(info.type, budget)));
  const found = rowProblems();
  let rows = 0;
  let cells = 0;
  const complain: Complain = (problem, text) =>
    found.repair(rows + 1, `${problem} It was read as missing.`, text);
  return {
    infos,
    startRow() {
      cells = 0;
    },
    cell(text) {
      if (cells < fields.length) pushTextCell(fields[cells], builders[cells], text, complain);
      cells++;
    },
    endRow() {
      if (cells !== fields.length) {
        const what =
          cells < fields.length ? 'the others were read as missing' : 'the last ones were left out';
        found.repair(rows + 1, `The row has ${cells} cells where ${fields.length} belong; ${what}.`, '');
      }
      for (let i = cells; i < fields.length; i++) for (const builder of builders[i]) builder.push(null);
      rows++;
    },
    readBinary(bytes, withMask) {
      const nulls = fields.map(({ nullText }) =>
        nullText !== null && /^[+-]?\d+$/.test(nullText.trim())
          ? BigInt(nullText.trim().replace('+', ''))
          : null,
      );
      const outcome = readBinaryRows(fields, builders, bytes, withMask, nulls);
      rows = outcome.rows;
      if (outcome.problem !== null) {
        const message = `${outcome.problem} The ${rows} rows before it were read.`;
        warn({ code: 'truncated-table', message });
      }
    },
    count: () => rows,
    finish() {
      const data = builders.flat().map((builder) => builder.finish());
      const { repaired, skipped, problems } = found;
      return {
        columns: infos.map((info, i) => ({ info, data: data[i] })),
        rows,
        repaired,
        skipped,
        problems,
      };
    },
  };
}

function withUniqueNames(infos: readonly ColumnInfo[], warn: WarningSink): ColumnInfo[] {
  const names = uniqueNames(infos.map((info) => info.name));
  const changed = infos.flatMap((info, i) =>
    info.name.trim() === names[i] ? [] : [`${info.name} → ${names[i]}`],
  );
  if (changed.length > 0)
    warn({
      code: 'duplicate-column',
      message: `${changed.length} column names occur twice and were changed (${changed.slice(0, 5).join(', ')}).`,
    });
  return infos.map((info, i) => ({ ...info, name: names[i] }));
}
