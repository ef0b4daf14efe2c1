import { packColumns } from '../../src/shared/index.ts';
import type { FakePeak } from './fakeImage.ts';

export const FAKE_COLUMNS = ['id', 'x', 'y', 'value', 'normalized'];

export interface RowsBody {
  readonly sort?: string;
  readonly descending?: boolean;
  readonly start: number;
  readonly count: number;
  readonly locate?: { readonly x: number; readonly y: number };
}

/** A page of a catalogue, whose stars come by y, then x. */
export function fakeRows(
  catalogue: readonly FakePeak[],
  { sort, descending, start, count, locate }: RowsBody,
) {
  const rows = catalogue.map((peak, i) => [i + 1, peak.x, peak.y, peak.value, peak.normalized]);
  const by = FAKE_COLUMNS.indexOf(sort ?? 'id');
  rows.sort((a, b) => (descending ? -1 : 1) * (a[by]! - b[by]!));
  const located = locate ? rows.findIndex((row) => row[1] === locate.x && row[2] === locate.y) : -1;
  return {
    total: rows.length,
    columns: FAKE_COLUMNS,
    start,
    rows: rows.slice(start, start + count),
    located: located < 0 ? null : located,
  };
}

/** All peaks as packed columns. */
export function packedPeaks(peaks: readonly FakePeak[]): Response {
  const column = (name: keyof FakePeak): Float64Array => Float64Array.from(peaks, (peak) => peak[name]);
  const columns = {
    x: column('x'),
    y: column('y'),
    value: column('value'),
    normalized: column('normalized'),
  };
  return new Response(packColumns(columns));
}
