import * as v from 'valibot';
import { actionSchema } from './actions.ts';
import type { Document } from './document.ts';
import { handleSchema, stepIdSchema, stepSchema } from './recipe.ts';
import { REGION_LIMITS, regionOutlinesSchema, type MaskRegions } from '../core/region/index.ts';
import { predicateSchema } from '../core/selection/index.ts';
import type { ColumnStatistics, TablePage } from './tableSummaries.ts';
import type {
  BinaryComparison,
  Cutout,
  FileDescription,
  HeaderCards,
  HistogramSummary,
  PixelReadout,
  RowsPage,
  SessionState,
} from './summaries.ts';

const integer = v.pipe(v.number(), v.integer());
const count = v.pipe(integer, v.minValue(0));
const job = v.pipe(v.string(), v.regex(/^j[0-9]{1,12}$/));
const finite = v.pipe(v.number(), v.finite());
const leftId = v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,160}$/));
const pixelsKey = v.pipe(v.string(), v.regex(/^[0-9a-f]{16,64}$/));

/** The window's side of a request that answers in JSON. */
interface JsonEndpoint<Schema extends v.GenericSchema, Answer> {
  readonly path: `/api/${string}`;
  readonly body: Schema;
  readonly answers: 'json';
  /** Only a type: what the answer holds. */
  readonly answer?: Answer;
}

interface BinaryEndpoint<Schema extends v.GenericSchema> {
  readonly path: `/api/${string}`;
  readonly body: Schema;
  readonly answers: 'binary' | 'events' | 'download';
  readonly answer?: never;
}

function json<Answer>() {
  return <Schema extends v.GenericSchema>(
    path: `/api/${string}`,
    body: Schema,
  ): JsonEndpoint<Schema, Answer> => ({
    path,
    body,
    answers: 'json',
  });
}

function binary<Schema extends v.GenericSchema>(
  path: `/api/${string}`,
  body: Schema,
  answers: 'binary' | 'events' | 'download' = 'binary',
): BinaryEndpoint<Schema> {
  return { path, body, answers };
}

const columnName = v.pipe(v.string(), v.maxLength(4000));
const columnNames = v.pipe(v.array(columnName), v.maxLength(100_000));
const tilePlace = { level: v.pipe(count, v.maxValue(30)), x: count, y: count };
/** A large screen shows fewer tiles. */
export const MAX_PREVIEW_TILES = 64;
export const MAX_EXTRA_STEPS = 16;
/** Steps that are not part of the document. */
const extraSteps = v.optional(v.pipe(v.array(stepSchema), v.maxLength(MAX_EXTRA_STEPS)));
/** Which rows of a table, in which order. */
const tableView = {
  step: stepIdSchema,
  filter: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  sort: v.optional(v.nullable(v.strictObject({ column: columnName, descending: v.boolean() }))),
  selected: v.optional(v.nullable(predicateSchema)),
  /** All columns where it is left out. */
  columns: v.optional(columnNames),
};
const tableFile = { ...tableView, format: v.picklist(['csv', 'tsv', 'ecsv', 'vot', 'fits', 'parquet']) };

const imageFile = { step: stepIdSchema, format: v.picklist(['fits', 'tiff', 'png']) };

/** The whole interface between window and engine: every request is a POST of one checked JSON body.
 * A missing or an extra handler in the engine is a compile error; the client derives from this table. */
export const ENDPOINTS = {
  /** The document as it stands, with its revision. */
  document: json<{ revision: number; document: Document; undo: boolean; redo: boolean }>()(
    '/api/document',
    v.strictObject({}),
  ),
  /** Reads the structure of a file the shell has handed over. */
  open: json<FileDescription>()('/api/open', v.strictObject({ handle: handleSchema })),
  /** The bundled sample, as a handle. */
  sample: json<{ handle: string }>()('/api/sample', v.strictObject({})),
  /** Handles that the shell or the command line opened before the window came up. */
  pending: json<{
    opened: {
      handle: string;
      hdu: number | null;
      section: { x0: number; x1: number; y0: number; y1: number } | null;
    }[];
  }>()('/api/pending', v.strictObject({})),
  header: json<HeaderCards>()(
    '/api/header',
    v.strictObject({
      handle: handleSchema,
      hdu: count,
      start: count,
      count: v.pipe(count, v.maxValue(2000)),
    }),
  ),
  /** Changes the document. `revision` counts up; every window of the document hears of it. */
  act: json<{ revision: number }>()('/api/act', v.strictObject({ action: actionSchema })),
  /** Begins to evaluate a step and answers at once; the result comes as an event.
   * `steps` are extra steps that are not part of the document (a histogram, say). */
  evaluate: json<{ job: string }>()(
    '/api/evaluate',
    v.strictObject({ step: stepIdSchema, steps: extraSteps }),
  ),
  /** Reads the file again with the second reader; the report comes as an event. */
  verify: json<{ job: string }>()('/api/verify', v.strictObject({ handle: handleSchema })),
  cancel: json<{ cancelled: boolean }>()('/api/cancel', v.strictObject({ job })),
  /** Newline-separated JSON, one EngineEvent a line, until the window closes it. */
  events: binary('/api/events', v.strictObject({}), 'events'),
  /** A float32 tile of at most TILE_SIZE², little-endian, bottom row first, without padding. */
  tile: binary('/api/tile', v.strictObject({ pixelsKey, ...tilePlace })),
  /** How the image of a step will look, before its pixels are computed (null where it cannot be told, or they are there), with
   * those of some tiles that it has; see previewFormat. Where that takes long it is coarse at first, unless asked for `exact`. */
  preview: binary(
    '/api/preview',
    v.strictObject({
      step: stepIdSchema,
      steps: extraSteps,
      tiles: v.pipe(v.array(v.strictObject(tilePlace)), v.maxLength(MAX_PREVIEW_TILES)),
      exact: v.optional(v.boolean()),
    }),
  ),
  /** How far the binary images of two steps agree. */
  compare: json<BinaryComparison>()(
    '/api/compare',
    v.strictObject({ step: stepIdSchema, other: stepIdSchema }),
  ),
  /** All kept maxima of an evaluated local-maxima step, brightest first; see columnsFormat. */
  peaks: binary('/api/peaks', v.strictObject({ step: stepIdSchema })),
  /** A page of an evaluated catalogue in an order, and where a star stands in that order. */
  rows: json<RowsPage>()(
    '/api/rows',
    v.strictObject({
      step: stepIdSchema,
      sort: v.optional(v.pipe(v.string(), v.maxLength(40))),
      descending: v.optional(v.boolean()),
      start: count,
      count: v.pipe(count, v.maxValue(1000)),
      locate: v.optional(v.strictObject({ x: finite, y: finite })),
    }),
  ),
  /** The value at a pixel, 1-based in the whole image. */
  pixel: json<PixelReadout>()('/api/pixel', v.strictObject({ step: stepIdSchema, x: integer, y: integer })),
  cutout: json<Cutout>()(
    '/api/cutout',
    v.strictObject({
      step: stepIdSchema,
      x: finite,
      y: finite,
      size: v.pipe(integer, v.minValue(3), v.maxValue(65)),
    }),
  ),
  /** Values along a line between two places (FITS pixels of the whole image): the distances in pixels, then the values, as
   * little-endian float64, NaN for missing. `width` samples across the line are averaged. */
  profile: binary(
    '/api/profile',
    v.strictObject({
      step: stepIdSchema,
      x0: finite,
      y0: finite,
      x1: finite,
      y1: finite,
      width: v.pipe(integer, v.minValue(1), v.maxValue(101)),
    }),
  ),
  /** Counts of the pixels of the first region between their extremes; the excluded regions after it are left out. */
  regionHistogram: json<HistogramSummary>()(
    '/api/region-histogram',
    v.strictObject({
      step: stepIdSchema,
      regions: regionOutlinesSchema,
      bins: v.pipe(integer, v.minValue(1), v.maxValue(4096)),
    }),
  ),
  /** The connected objects of a binary image as polygons, the largest first; `least_pixels` of one, `most` of them. */
  maskRegions: json<MaskRegions>()(
    '/api/mask-regions',
    v.strictObject({
      step: stepIdSchema,
      connectivity: v.picklist([1, 2]),
      least_pixels: v.pipe(integer, v.minValue(1)),
      most: v.pipe(integer, v.minValue(1), v.maxValue(REGION_LIMITS.regions)),
      tolerance: v.pipe(finite, v.minValue(0)),
    }),
  ),
  /** Writes a catalogue to a target the shell's save dialog gave; progress and result come as events. */
  export: json<{ job: string }>()(
    '/api/export',
    v.strictObject({ step: stepIdSchema, target: handleSchema }),
  ),
  /** The same bytes as a download, for hosts without a save dialog. */
  download: binary('/api/download', v.strictObject({ step: stepIdSchema }), 'download'),
  /** Writes the pixels of an image to a target the shell's save dialog gave; progress and result come as events. */
  imageExport: json<{ job: string }>()(
    '/api/image/export',
    v.strictObject({ ...imageFile, target: handleSchema }),
  ),
  imageDownload: binary('/api/image/download', v.strictObject(imageFile), 'download'),
  /** A page of a table, and where a row stands in its order. */
  tableRows: json<TablePage>()(
    '/api/table/rows',
    v.strictObject({
      ...tableView,
      steps: extraSteps,
      start: count,
      count: v.pipe(count, v.maxValue(1000)),
      locate: v.optional(v.nullable(count)),
    }),
  ),
  /** The rows that a filter shows, as the bits of little-endian 32-bit words. */
  tableFilter: binary(
    '/api/table/filter',
    v.strictObject({ step: stepIdSchema, filter: v.pipe(v.string(), v.maxLength(4000)) }),
  ),
  /** All cells of a column as little-endian float64, NaN for missing; of a text column the numbers of its labels. */
  tableColumn: binary('/api/table/column', v.strictObject({ step: stepIdSchema, column: columnName })),
  /** Right ascension of all rows, then declination, as little-endian float64 in degrees (ICRS); null takes the columns found. */
  tablePositions: binary(
    '/api/table/positions',
    v.strictObject({ step: stepIdSchema, ra: v.nullable(columnName), dec: v.nullable(columnName) }),
  ),
  /** The labels of a text column, in the order of their numbers. */
  tableLabels: json<{ labels: readonly string[] }>()(
    '/api/table/labels',
    v.strictObject({ step: stepIdSchema, column: columnName }),
  ),
  tableStatistics: json<{ statistics: readonly ColumnStatistics[] }>()(
    '/api/table/statistics',
    v.strictObject({ step: stepIdSchema, columns: v.pipe(columnNames, v.maxLength(200)) }),
  ),
  /** Writes rows of a table to a target the shell's save dialog gave; progress and result come as events. */
  tableExport: json<{ job: string }>()(
    '/api/table/export',
    v.strictObject({ ...tableFile, target: handleSchema }),
  ),
  tableDownload: binary('/api/table/download', v.strictObject(tableFile), 'download'),
  session: json<SessionState>()('/api/session', v.strictObject({})),
  /** Saves the document: to a target the shell's save dialog gave, to the file it was opened from, or, after the files
   * have been looked at, to be fetched with `sessionDownload`. The result comes as an event. */
  saveSession: json<{ job: string }>()(
    '/api/session/save',
    v.variant('to', [
      v.strictObject({ to: v.literal('target'), target: handleSchema }),
      v.strictObject({ to: v.picklist(['file', 'download']) }),
    ]),
  ),
  sessionDownload: binary('/api/session/download', v.strictObject({}), 'download'),
  /** Makes a session file's document that of the window; what could not be found is told with the result. */
  openSession: json<{ job: string }>()('/api/session/open', v.strictObject({ handle: handleSchema })),
  /** Brings back the document of a window that did not close properly. */
  restoreSession: json<{ job: string }>()('/api/session/restore', v.strictObject({ id: leftId })),
  discardSession: json<Record<string, never>>()('/api/session/discard', v.strictObject({ id: leftId })),
} as const;

export type Endpoints = typeof ENDPOINTS;
export type EndpointName = keyof Endpoints;
export type Body<Name extends EndpointName> = v.InferOutput<Endpoints[Name]['body']>;
export type Answer<Name extends EndpointName> = Endpoints[Name] extends { answers: 'json' }
  ? NonNullable<Endpoints[Name]['answer']>
  : never;

/** Edge of a tile in pixels. */
export const TILE_SIZE = 512;

/** Header by which a window tells its requests apart from those of other windows. */
export const WINDOW_HEADER = 'x-asterism-window';
