import type { ErrorRecord, Warning } from '../core/errors/index.ts';
import type { ColumnInfo, ColumnRoles, RowProblem } from '../core/table/index.ts';
import type { RegressionPath, RegressionResult } from '../core/regression/index.ts';
import type { Dialect } from '../core/table/index.ts';

export interface TableColumnSummary extends ColumnInfo {
  /** Content key of its cells: the same key means the same cells, so a window asks for them once. */
  readonly key: string;
}

/** A table as the window lists it. */
export interface TableSummary {
  readonly kind: 'table';
  readonly rows: number;
  readonly columns: readonly TableColumnSummary[];
  readonly roles: ColumnRoles;
  /** Rows of the file that were left out, and rows that were mended; the first of them in `problems`. */
  readonly skipped: number;
  readonly repaired: number;
  readonly problems: readonly RowProblem[];
  readonly warnings: readonly Warning[];
  /** How a text file was read; null for others. */
  readonly dialect: Dialect | null;
}

export interface ModelSummary {
  readonly kind: 'model';
  readonly result: RegressionResult;
}

/** A line of a dendrogram: rows along x, heights along y. */
export interface TreeSegment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Cluster below the cut, or -1 above it. */
  readonly cluster: number;
}

export interface ClusteringSummary {
  readonly kind: 'clustering';
  readonly operation: string;
  readonly clusters: number;
  readonly noise: number;
  readonly skipped: number;
  /** Rows of each cluster, by its number. */
  readonly sizes: readonly number[];
  readonly warnings: readonly string[];
  /** k-means alone. */
  readonly inertia: number | null;
  readonly centers: readonly (readonly number[])[] | null;
  /** Hierarchical clustering alone: its tree, thinned to what can be drawn, and the height it is cut at. */
  readonly tree: { readonly segments: readonly TreeSegment[]; readonly cut: number } | null;
}

export interface KDistanceSummary {
  readonly kind: 'k-distance';
  readonly k: number;
  readonly rank: readonly number[];
  readonly distance: readonly number[];
  readonly knee: number | null;
}

export interface KCurvesSummary {
  readonly kind: 'k-curves';
  readonly k: readonly number[];
  readonly inertia: readonly number[];
  /** null where it is not defined. */
  readonly silhouette: readonly (number | null)[];
  readonly best: number | null;
}

export interface SilhouetteSummary {
  readonly kind: 'silhouette';
  readonly mean: number | null;
  /** Rows looked at; fewer than there are where a sample was taken. */
  readonly sampled: number;
  /** Per cluster its mean and its rows' values in falling order, thinned to what can be drawn. */
  readonly clusters: readonly {
    readonly label: number;
    readonly size: number;
    readonly mean: number;
    readonly values: readonly number[];
  }[];
}

export interface PathSummary {
  readonly kind: 'path';
  readonly path: RegressionPath;
}

export type AnalysisSummary = KDistanceSummary | KCurvesSummary | SilhouetteSummary | PathSummary;

export type TableStepSummary = TableSummary | ModelSummary | ClusteringSummary | AnalysisSummary;

export type TableCell = string | number | boolean | null;

/** Rows of a table in an order, as the window shows them. */
export interface TablePage {
  /** Rows that are shown in all. */
  readonly total: number;
  readonly columns: readonly string[];
  readonly start: number;
  /** 0-based rows of the table, by which selections know them. */
  readonly ids: readonly number[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Position in this order of the row that was looked for; null when it is not shown. */
  readonly located: number | null;
}

/** A glance at a column. Numbers are null where there are none. */
export interface ColumnStatistics {
  readonly column: string;
  readonly count: number;
  readonly missing: number;
  /** May be an estimate for large tables. */
  readonly distinct: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  readonly std: number | null;
  readonly quartiles: readonly [number, number, number] | null;
  readonly histogram: {
    readonly low: number;
    readonly high: number;
    readonly counts: readonly number[];
  } | null;
  /** Of texts: the commonest, with how often they occur. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
}

/** A table of a file that can be opened. */
export interface TableChoice {
  readonly index: number;
  readonly name: string;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly problem: ErrorRecord | null;
}
