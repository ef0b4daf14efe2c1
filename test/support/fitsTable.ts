import { readFileSync } from 'node:fs';
import type { Warning } from '../../src/core/errors/index.ts';
import {
  readerOfBytes,
  readHeader,
  readTableRows,
  scanHdus,
  tablePlan,
  type TablePlan,
  type TableRows,
} from '../../src/core/fits/index.ts';
import type { ColumnData } from '../../src/core/table/index.ts';

export interface ReadFitsTable extends TableRows {
  readonly plan: TablePlan;
  readonly warnings: readonly Warning[];
}

/** Reads a table HDU of a file's bytes whole. */
export function readFitsTable(bytes: Uint8Array, index = 1): ReadFitsTable {
  const warnings: Warning[] = [];
  const warn = (warning: Warning): void => void warnings.push(warning);
  const reader = readerOfBytes(bytes);
  const hdu = scanHdus(reader, warn).hdus[index]!;
  const plan = tablePlan(readHeader(reader, hdu), hdu, warn);
  const rows = bytes.subarray(plan.dataOffset, plan.dataOffset + plan.rows * plan.rowBytes);
  return { plan, warnings, ...readTableRows(plan, rows, plan.rows) };
}

export function readFitsTableFile(path: string, index = 1): ReadFitsTable {
  return readFitsTable(readFileSync(path), index);
}

/** The cells of a column, missing ones null. */
export function cellsOf(data: ColumnData): unknown[] {
  const missing = 'missing' in data ? data.missing : null;
  return Array.from(data.values as ArrayLike<unknown>, (value, i) =>
    missing?.[i] === 1 || (typeof value === 'number' && Number.isNaN(value))
      ? null
      : data.type === 'boolean'
        ? value === 1
        : value,
  );
}
