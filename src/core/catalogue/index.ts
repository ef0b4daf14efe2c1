export { argsort } from './argsort.ts';
export { csvHead, csvRows, type NumberStyle, type TextColumn } from './csvText.ts';
export { starColumns, type StarColumns } from './starColumns.ts';
