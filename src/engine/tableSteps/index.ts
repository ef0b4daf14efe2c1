export { runTableStep, sourceKey, tableStepBytes } from './runTableStep.ts';
export { filterRows, selectionRows } from './selectionRows.ts';
export { skyColumns } from './skyColumns.ts';
export { clusteringSummary, tableSummary } from './summariseTable.ts';
export type { TableParts, TableRun } from './tableParts.ts';
export { tableValue } from './tableValue.ts';
