import type { TableJobs } from '../../shared/tableJobs.ts';
import type { HandlersOf } from '../handler.ts';
import { planFitsTable, readFitsTableRows } from './fitsTable.ts';
import { normaliseText } from './normaliseText.ts';
import { parseTable } from './parseTable.ts';
import { scanTable } from './tableScan.ts';

export const tableHandlers: HandlersOf<TableJobs> = {
  tableScan: scanTable,
  fitsTablePlan: planFitsTable,
  fitsTableRows: readFitsTableRows,
  parseTable,
  normaliseText,
};
