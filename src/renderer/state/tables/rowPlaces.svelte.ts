import { evaluatePredicate, forEachRow, type Bitset, type Predicate } from '../../../core/selection/index.ts';
import type { ImageSummary } from '../../../shared/index.ts';
import type { ColourSpec } from '../../canvas/plots/plotTypes.ts';
import type { ImagePoint } from '../../canvas/viewer.ts';
import type { DocumentStore } from '../documentStore.svelte.ts';
import type { EngineClient } from '../engineClient.ts';
import type { Picture } from '../picture.svelte.ts';
import type { StarPosition } from '../selection.ts';
import { colourOf } from './columnColours.ts';
import type { SelectMode } from './combine.ts';
import { placingOf, type Placing } from './rowPlacing.ts';
import { SkyPlaces, type RowPixels } from './skyPlaces.svelte.ts';
import { rowsPredicate, type Tables } from './tables.svelte.ts';

export interface RowPlacesParts {
  readonly client: Pick<EngineClient, 'binary'>;
  readonly store: Pick<DocumentStore, 'active' | 'settled'>;
  readonly tables: Tables;
  readonly picture: Picture;
  readonly report: (error: unknown) => void;
}

/** The colour choice that follows the plots. */
export const AS_ON_PLOTS = '\u0000plots';
/** Corners that a region keeps: as many as a predicate may have. */
const MOST_CORNERS = 5000;

/** The rows of the shown table on the shown image. */
export class RowPlaces {
  readonly #parts: RowPlacesParts;
  readonly #sky: SkyPlaces;
  /** What a person chose, by table. */
  #colours = $state.raw<ReadonlyMap<string, string>>(new Map());
  #hidden = $state.raw<ReadonlySet<string>>(new Set());

  #lastShifted: {
    readonly of: RowPixels;
    readonly dx: number;
    readonly dy: number;
    readonly points: RowPixels;
  } | null = null;

  constructor(parts: RowPlacesParts) {
    this.#parts = parts;
    this.#sky = new SkyPlaces(parts.client, () => parts.store.settled(), parts.report);
  }

  /** How the rows are placed; null without a table or an image. */
  readonly placing: Placing | null = $derived.by(() => {
    const { store, tables, picture } = this.#parts;
    const { view, summary } = tables;
    if (!view || !summary || !store.active || !picture.image) return null;
    const hasSky = (picture.image.wcs?.icrsFromFrame ?? null) !== null;
    return placingOf(view, summary, { id: store.active.id, hasSky });
  });

  /** Whether the rows are the stars of the shown image. */
  readonly own: boolean = $derived.by(() => {
    const { store, tables } = this.#parts;
    return tables.view !== null && tables.view.image === store.active?.id && this.placing?.kind === 'pixel';
  });

  /** 0-based pixels of the shown image; null where rows are not placed, hidden, or on their way. */
  readonly points: RowPixels | null = $derived.by(() => {
    const { placing } = this;
    const { image } = this.#parts.picture;
    if (!placing || placing.kind === 'none' || !image || this.hidden) return null;
    if (placing.kind === 'pixel') {
      const x = this.#numbers(placing.x);
      const y = this.#numbers(placing.y);
      return x && y && this.#shifted({ x, y }, image, placing.firstPixel);
    }
    const pixels = this.#projected(placing.ra, placing.dec, image);
    return pixels && this.#shifted(pixels, image, 1);
  });

  /** Whether the rows have yet to be fetched or projected. */
  readonly waiting: boolean = $derived.by(
    () => !this.hidden && this.placing !== null && this.placing.kind !== 'none' && this.points === null,
  );

  /** Rows on the pixels of the shown image. */
  readonly onImage: number = $derived.by(() => {
    const { points } = this;
    const { image } = this.#parts.picture;
    return points && image ? countOnImage(points, image) : 0;
  });

  get hidden(): boolean {
    const { view } = this.#parts.tables;
    return view !== null && this.#hidden.has(view.id);
  }

  set hidden(hidden: boolean) {
    const { view } = this.#parts.tables;
    if (!view) return;
    const next = new Set(this.#hidden);
    if (hidden) next.add(view.id);
    else next.delete(view.id);
    this.#hidden = next;
  }

  /** The column that colours the rows: its name, '' for one colour, or as on the plots. */
  get colour(): string {
    const { view } = this.#parts.tables;
    return (view && this.#colours.get(view.id)) ?? AS_ON_PLOTS;
  }

  set colour(column: string) {
    const { view } = this.#parts.tables;
    if (view) this.#colours = new Map(this.#colours).set(view.id, column);
  }

  /** The column that the plots are coloured by; '' for none. */
  readonly plotColour: string = $derived.by(
    () => this.#parts.tables.view?.plots.findLast(({ colour }) => colour !== '')?.colour ?? '',
  );

  readonly colours: ColourSpec = $derived.by(() => {
    const { data } = this.#parts.tables;
    const column = this.colour === AS_ON_PLOTS ? this.plotColour : this.colour;
    return data && column !== '' ? colourOf(data, column) : { kind: 'none' };
  });

  /** The one row that is selected. */
  readonly single: number | null = $derived.by(() => {
    const { selected, selectedCount } = this.#parts.tables;
    return selected && selectedCount === 1 ? firstRow(selected) : null;
  });

  /** Where the one selected row lies on the shown image. */
  readonly singlePoint: ImagePoint | null = $derived.by(() => {
    const { single, points } = this;
    if (single === null || !points) return null;
    const [x, y] = [points.x[single]!, points.y[single]!];
    return Number.isFinite(x + y) ? { x, y } : null;
  });

  /** The one selected row as a star of the shown image. */
  readonly star: StarPosition | null = $derived.by(() => {
    const { single } = this;
    return single === null ? null : this.starOf(single);
  });

  /** A row as a star of the shown image; null where the table is not that of its stars. */
  starOf(row: number): StarPosition | null {
    const { placing } = this;
    if (!this.own || placing?.kind !== 'pixel') return null;
    const x = this.#numbers(placing.x)?.[row];
    const y = this.#numbers(placing.y)?.[row];
    if (x === undefined || y === undefined || Number.isNaN(x + y)) return null;
    return { x: x + 1 - placing.firstPixel, y: y + 1 - placing.firstPixel };
  }

  /** Selects the rows within a polygon drawn on the shown image. */
  selectRegion(polygon: readonly ImagePoint[], mode: SelectMode): void {
    const { placing, points } = this;
    const { tables, picture } = this.#parts;
    if (!placing || placing.kind === 'none' || !points || !picture.image) return;
    const { originX, originY } = picture.image;
    const corners = thinned(polygon, MOST_CORNERS);
    if (placing.kind === 'pixel') {
      const { x, y, firstPixel } = placing;
      const inColumns = corners.map(
        (corner) => [corner.x + originX + firstPixel, corner.y + originY + firstPixel] as const,
      );
      tables.select({ op: 'lasso', x, y, polygon: inColumns }, mode);
      return;
    }
    const lasso: Predicate = { op: 'lasso', x: 'x', y: 'y', polygon: corners.map(({ x, y }) => [x, y]) };
    const numbers = (name: string): Float64Array => (name === 'x' ? points.x : points.y);
    tables.select(rowsPredicate(evaluatePredicate(lasso, points.x.length, { numbers })), mode);
  }

  /** After a reconnection: what was under way is asked for again. */
  restart(): void {
    this.#sky.restart();
  }

  /** Whole-image pixels counted from `first` as 0-based ones of the shown image: the same arrays for the same, by which
   * the picture knows that only a selection has changed. */
  #shifted(of: RowPixels, { originX, originY }: ImageSummary, first: 0 | 1): RowPixels {
    const [dx, dy] = [first + originX, first + originY];
    const last = this.#lastShifted;
    if (last && last.of.x === of.x && last.of.y === of.y && last.dx === dx && last.dy === dy)
      return last.points;
    const points = { x: of.x.map((x) => x - dx), y: of.y.map((y) => y - dy) };
    this.#lastShifted = { of, dx, dy, points };
    return points;
  }

  #numbers(name: string): Float64Array | null {
    return this.#parts.tables.data?.values(name)?.values ?? null;
  }

  #projected(ra: string, dec: string, image: ImageSummary): RowPixels | null {
    const { data, summary } = this.#parts.tables;
    const keys = [ra, dec].map((name) => data?.column(name)?.key);
    if (!data || !summary || !image.wcs || !data.head.current || keys.includes(undefined)) return null;
    return this.#sky.get({ step: data.step, rows: summary.rows, ra, dec, key: keys.join(' ') }, image.wcs);
  }
}

function countOnImage({ x, y }: RowPixels, { width, height }: ImageSummary): number {
  let count = 0;
  for (let row = 0; row < x.length; row++)
    if (x[row]! >= -0.5 && x[row]! < width - 0.5 && y[row]! >= -0.5 && y[row]! < height - 0.5) count += 1;
  return count;
}

function firstRow(set: Bitset): number | null {
  let first: number | null = null;
  forEachRow(set, (row) => {
    first ??= row;
  });
  return first;
}

/** At most so many of the corners, evenly. */
function thinned<Corner>(corners: readonly Corner[], most: number): readonly Corner[] {
  const step = Math.ceil(corners.length / most);
  return step <= 1 ? corners : corners.filter((_, i) => i % step === 0);
}
