import type { ErrorRecord, Warning } from '../core/errors/index.ts';
import type { Card } from '../core/fits/index.ts';
import type { PointMap } from '../core/image/index.ts';
import type { PixelMeaning } from '../core/operations/index.ts';
import type { PixelType } from '../core/reduce/index.ts';
import type { BinSpacing } from '../core/stretch/index.ts';
import type { Wcs } from '../core/wcs/index.ts';
import type { Document } from './document.ts';
import type { TableChoice, TableStepSummary } from './tableSummaries.ts';

/** One HDU as the window lists it. */
export interface HduSummary {
  readonly index: number;
  readonly type: 'image' | 'table' | 'bintable' | 'groups' | 'empty' | 'other';
  readonly name: string;
  readonly extver: number;
  readonly naxis: readonly number[];
  readonly bitpix: number;
  readonly unit: string;
  /** Why this image cannot be shown (tile-compressed, say); null when it can. */
  readonly unreadable: string | null;
}

/** An open file. */
export interface FileDescription {
  readonly handle: string;
  readonly name: string;
  readonly bytes: number;
  readonly format: 'fits' | 'picture' | 'votable' | 'ecsv' | 'parquet' | 'delimited' | 'session';
  /** Of a FITS file, or the channels of a picture; empty for others. */
  readonly hdus: readonly HduSummary[];
  /** Tables of the file; the one shown first is the first with rows. */
  readonly tables: readonly TableChoice[];
  /** The HDU shown first: the first image with data. */
  readonly firstImage: number | null;
  readonly warnings: readonly Warning[];
  /** A credit line, for the bundled sample. */
  readonly credit: string | null;
}

export interface HeaderCards {
  readonly cards: readonly Card[];
  readonly total: number;
}

/** What the window needs to paint an image and read it out. */
export interface ImageSummary {
  readonly kind: 'image';
  readonly width: number;
  readonly height: number;
  /** 0-based position of this image's first pixel in the whole image of the HDU. */
  readonly originX: number;
  readonly originY: number;
  /** Content key of the pixels below the maps; tiles are asked for by it and never change. */
  readonly pixelsKey: string;
  readonly pixelType: PixelType;
  /** Subtracted from every pixel before it becomes float32 in a tile, so that large values keep their contrast. */
  readonly offset: number;
  /** Coarsest pyramid level; level n halves the size n times. */
  readonly levels: number;
  /** The deferred maps from pixels to this image, in order. */
  readonly maps: readonly PointMap[];
  readonly minimum: number;
  readonly maximum: number;
  readonly finite: number;
  readonly unit: string;
  /** In the whole image's pixels, not the crop's. */
  readonly wcs: Wcs | null;
  readonly planes: number;
  readonly meaning: PixelMeaning;
  /** Numbers that the operation found which made the image: a threshold, say. */
  readonly facts: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
  /** It passes: a look at a result that is still computed. */
  readonly isLook?: true;
}

/** How far two binary images agree, in pixels. */
export interface BinaryComparison {
  readonly pixels: number;
  readonly on: number;
  readonly onOther: number;
  readonly both: number;
  readonly either: number;
  readonly differing: number;
  /** Share of the pixels that are on in either which are on in both; null where none is. */
  readonly iou: number | null;
}

export interface LimitsSummary {
  readonly kind: 'limits';
  readonly low: number;
  readonly high: number;
  /** Of zscale limits alone. */
  readonly zscale?: ZscaleSample;
}

/** What zscale limits came from. */
export interface ZscaleSample {
  /** The sample in increasing order, in units of the limits; thinned where it is large. */
  readonly sample: readonly number[];
  readonly size: number;
  /** How many values the fitted line describes; 0 where the limits are the ends of the sample instead. */
  readonly kept: number;
  readonly slope: number;
}

export interface PeaksSummary {
  readonly kind: 'peaks';
  /** All maxima, exactly. */
  readonly count: number;
  /** How many are kept (the brightest, when there are more than the cap). */
  readonly kept: number;
  /** Raw value of the faintest kept one; every maximum at or above it is kept. */
  readonly floor: number;
  /** Largest raw value of the image, by which the book divides. */
  readonly maximum: number;
  /** Exact counts of all maxima in equal bins of the normalised value. */
  readonly histogram: HistogramSummary;
}

export interface CatalogueSummary {
  readonly kind: 'catalogue';
  readonly count: number;
  /** Rows at hand; fewer than `count` only when the cut lies below the kept floor of a huge field. */
  readonly rows: number;
  readonly maxima: number;
  readonly columns: readonly string[];
}

export interface HistogramSummary {
  readonly kind: 'histogram';
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
  readonly below: number;
  readonly above: number;
  /** How wide the bins are; all alike where it is not given. */
  readonly spacing?: BinSpacing;
}

export type StepSummary =
  ImageSummary | LimitsSummary | PeaksSummary | CatalogueSummary | HistogramSummary | TableStepSummary;

/** What the second reader found. */
export interface VerifyReport {
  readonly hdus: readonly { readonly index: number; readonly agrees: boolean; readonly message: string }[];
  readonly agrees: boolean;
}

/** What arrives on a window's event stream. */
export type EngineEvent =
  | { readonly type: 'hello' }
  | {
      readonly type: 'document';
      readonly revision: number;
      readonly document: Document;
      readonly undo: boolean;
      readonly redo: boolean;
    }
  | { readonly type: 'progress'; readonly job: string; readonly fraction: number; readonly label: string }
  | { readonly type: 'done'; readonly job: string; readonly result: JobResult }
  | { readonly type: 'failed'; readonly job: string; readonly error: ErrorRecord }
  /** The document could not be kept between saves; comes again only after it has worked in between. */
  | { readonly type: 'not-kept'; readonly error: ErrorRecord };

export type JobResult =
  | { readonly job: 'evaluate'; readonly step: string; readonly key: string; readonly summary: StepSummary }
  | {
      readonly job: 'export';
      readonly name: string;
      readonly rows: number;
      /** Text cells that a spreadsheet would have run as formulas. */
      readonly guarded: number;
      readonly warnings: readonly Warning[];
    }
  | { readonly job: 'verify'; readonly report: VerifyReport }
  | SessionResult;

/** A session was saved (`name` is null where it is to be downloaded), or the window's document is now that of one. */
export interface SessionResult {
  readonly job: 'session-saved' | 'session-opened';
  readonly name: string | null;
  /** Of the document that was saved or opened. */
  readonly revision: number;
  readonly warnings: readonly Warning[];
}

/** The document of a window that did not close properly. */
export interface LeftSession {
  readonly id: string;
  readonly savedAtMs: number;
}

/** Which file the window's document is saved in, and what may be restored, newest first. */
export interface SessionState {
  /** null where it has none, or may not be written to. */
  readonly name: string | null;
  readonly savedRevision: number | null;
  readonly left: readonly LeftSession[];
}

/** One row of the catalogue as the table shows it: values as text with every digit, empty for missing. */
export interface RowsPage {
  readonly total: number;
  readonly columns: readonly string[];
  readonly start: number;
  readonly rows: readonly (readonly (number | null)[])[];
  /** Position, in this order, of the row that was looked for; null when it is not in the catalogue. */
  readonly located: number | null;
}

export interface PixelReadout {
  /** The stored physical value with every digit; `NaN` for missing. */
  readonly text: string;
  /** null where it is not finite. */
  readonly value: number | null;
  readonly normalised: number | null;
}

/** A square cut-out around a pixel, with its radial profile. */
export interface Cutout {
  readonly x0: number;
  readonly y0: number;
  readonly size: number;
  /** Row-major from the bottom row; null where missing or outside. */
  readonly values: readonly (number | null)[];
  readonly profile: readonly { readonly radius: number; readonly mean: number }[];
}
