import type { Predicate } from '../core/selection/index.ts';

/** Where a table's rows lie in the sky or on an image, as a person set it; null leaves it to the names, units and UCDs. */
export interface RowPlaces {
  readonly ra: string | null;
  readonly dec: string | null;
  readonly x: string | null;
  readonly y: string | null;
  /** Number of the first pixel in the columns x and y. */
  readonly firstPixel: 0 | 1;
}

export type PlotKind =
  | 'scatter'
  | 'histogram'
  | 'corner'
  | 'scatter3d'
  | 'residuals'
  | 'path'
  | 'k-distance'
  | 'k-curves'
  | 'silhouette'
  | 'dendrogram';

/** One plot of a table. Column names that the table has not are shown as missing, never an error. */
export interface PlotView {
  readonly id: string;
  readonly kind: PlotKind;
  readonly title: string;
  /** x, y, z; of a corner plot all its columns; of a residual plot the abscissa. */
  readonly columns: readonly string[];
  /** Column that colours the points; '' none. */
  readonly colour: string;
  /** Column that sizes the points; '' none. */
  readonly size: string;
  readonly flipX: boolean;
  readonly flipY: boolean;
  readonly logX: boolean;
  readonly logY: boolean;
  /** One unit is as long on both axes. */
  readonly equal: boolean;
  readonly shading: 'auto' | 'points' | 'density';
  /** Fixed axes; null follows the data. */
  readonly range: readonly [readonly [number, number], readonly [number, number]] | null;
  /** The model or clustering (its id) that the plot is about; '' none. */
  readonly of: string;
}

/** A regression on a table. Its parameters are those of its step. */
export interface ModelView {
  readonly id: string;
  readonly step: string;
  /** The step that adds residuals and their kin to the table; null where they are not wanted. */
  readonly columns: string | null;
  /** Values of the columns at which the person wants a prediction. */
  readonly at: readonly number[];
}

/** A clustering of a table, and the step that adds its labels to the table. */
export interface ClusteringView {
  readonly id: string;
  readonly step: string;
  readonly labels: string;
}

export interface NamedSelection {
  readonly name: string;
  readonly where: Predicate;
}

/** One table in the window. */
export interface TableView {
  readonly id: string;
  readonly name: string;
  /** The handle of its file; null for what was made here (a catalogue, a join, an example). */
  readonly handle: string | null;
  /** Its steps in order: the first makes the table, each further one adds a column; the last is what is shown. */
  readonly chain: readonly string[];
  readonly hidden: readonly string[];
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** Expression that shown rows fulfil; '' shows all. */
  readonly filter: string;
  readonly onlySelected: boolean;
  readonly places: RowPlaces | null;
  /** The image whose stars these are; null for others. */
  readonly image: string | null;
  readonly plots: readonly PlotView[];
  readonly models: readonly ModelView[];
  readonly clusterings: readonly ClusteringView[];
  readonly selection: Predicate | null;
  readonly selections: readonly NamedSelection[];
}

/** The step whose table is shown. */
export function headOf(table: TableView): string {
  return table.chain[table.chain.length - 1]!;
}

/** Names of the operations that cluster. */
export const CLUSTER_OPERATIONS = ['dbscan', 'kmeans', 'hierarchical', 'hdbscan'] as const;
export type ClusterOperation = (typeof CLUSTER_OPERATIONS)[number];
