import type { Warning } from '../core/errors/index.ts';
import type { PointMap } from '../core/image/index.ts';
import type { StarColumns } from '../core/catalogue/index.ts';
import type { Limits, PixelMeaning } from '../core/operations/index.ts';
import type { PixelType } from '../core/reduce/index.ts';
import type { RegressionRequest, RegressionResult } from '../core/regression/index.ts';
import type { Wcs } from '../core/wcs/index.ts';
import type { FilePlane } from '../shared/planes.ts';
import type { AnalysisSummary, ClusteringSummary, HistogramSummary, ZscaleSample } from '../shared/index.ts';
import type { BasePixels, MaximaFact } from './basePixels.ts';
import type { OpenTable } from './tables/index.ts';

/** An image: pixels below, and the deferred maps above them. */
export interface ImageValue {
  readonly kind: 'image';
  readonly base: BasePixels;
  readonly maps: readonly PointMap[];
  readonly unit: string;
  /** Of the whole image, not of a crop. */
  readonly wcs: Wcs | null;
  readonly planes: number;
  readonly meaning: PixelMeaning;
  readonly warnings: readonly Warning[];
}

export interface LimitsValue extends Limits {
  readonly kind: 'limits';
  readonly zscale?: ZscaleSample;
}

export interface PeaksValue {
  readonly kind: 'peaks';
  readonly image: ImageValue;
  readonly fact: MaximaFact;
  readonly plateaus: string;
  readonly maximum: number;
}

export interface CatalogueValue {
  readonly kind: 'catalogue';
  /** Exactly how many maxima pass the cut. */
  readonly count: number;
  readonly maxima: number;
  /** Lowest raw value that passes. */
  readonly threshold: number;
  readonly stars: StarColumns;
  readonly pixelType: PixelType;
  /** Where values are read again with every digit (64-bit integers); null where a double holds them. */
  readonly exact: FilePlane | null;
  readonly peaks: PeaksValue;
}

export interface HistogramValue extends HistogramSummary {
  readonly kind: 'histogram';
}

/** A table: rows in the database, and what the window needs to know of them. */
export interface TableValue {
  readonly kind: 'table';
  readonly table: OpenTable;
  /** Content key of each column's cells, in the order of the columns. */
  readonly columnKeys: readonly string[];
  readonly warnings: readonly Warning[];
}

export interface ModelValue {
  readonly kind: 'model';
  readonly table: TableValue;
  readonly request: RegressionRequest;
  readonly result: RegressionResult;
}

export interface ClusteringValue extends Omit<ClusteringSummary, 'kind'> {
  readonly kind: 'clustering';
  /** Clusters from 0, noise -1, -2 where a row was left out. */
  readonly labels: Int32Array;
}

export interface AnalysisValue {
  readonly kind: 'analysis';
  readonly summary: AnalysisSummary;
}

export type StepValue =
  | ImageValue
  | LimitsValue
  | PeaksValue
  | CatalogueValue
  | HistogramValue
  | TableValue
  | ModelValue
  | ClusteringValue
  | AnalysisValue;

export interface Evaluated {
  readonly key: string;
  readonly value: StepValue;
}
