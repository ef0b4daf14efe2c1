import { roundUpTo } from '../kernels/index.ts';
import type { Reduction } from '../reduce/index.ts';
import { createPeakStore } from './peakChunks.ts';
import { createPeakFinder } from './peakFinder.ts';
import type { PixelMaximaParams } from './pixelMaxima.ts';
import {
  chosenStars,
  createStarList,
  joinedStars,
  prunedStars,
  sortedStars,
  type PlateauStars,
} from './plateauStars.ts';
import { plateauRows, type EdgePixel, type PlateauRow } from './plateauRows.ts';
import { closePlateaus, emptyTable, joinedTables, spoil, unite, type PlateauTable } from './plateauTable.ts';
import { createTally } from './plateauTally.ts';

export interface PlateauMaximaPartial {
  readonly rows: number;
  /** Smallest finite pixel; Infinity where there is none. */
  readonly minimum: number;
  /** Finished plateaus, and how many of them lie at `minimum`. */
  readonly count: number;
  readonly countAtMinimum: number;
  readonly floor: number;
  readonly stars: PlateauStars;
  readonly table: PlateauTable;
  readonly first: readonly EdgePixel[];
  readonly last: readonly EdgePixel[];
}

export interface PlateauMaxima {
  /** All plateaus that are maxima, kept or not. */
  readonly count: number;
  readonly floor: number;
  /** The kept ones, by y, then x. */
  readonly stars: PlateauStars;
}

/** Local maxima with one star for each 8-connected plateau, at the mean of its pixels.
 *
 * Method: the peaks of `pixelMaxima` that have equal neighbours are united row by row; a plateau is spoilt when an equal
 * neighbour is no peak itself, that is, touches something higher. Plateaus that go on across a range of rows stay open
 * until ranges are merged. A plateau at the smallest finite value of the plane is no maximum.
 * Shape: a plane in; columns out.
 * Units: 0-based pixels; values in those of the pixels.
 * Non-finite: NaN and infinities are never a maximum and never spoil one.
 * Border: pixels outside the plane do not count.
 * Errors: none.   Cost: that of `pixelMaxima`, and some 20 ns for each peak; 24 bytes a star, twice the cap at most.
 * Source: scikit-image 0.19, morphology.local_maxima(connectivity=2, allow_borders=True).
 * Checked against: reference group maxima (local_maxima_conn8), exact, cases without NaN. */
export const plateauMaxima: Reduction<PixelMaximaParams, PlateauMaximaPartial, PlateauMaxima> = {
  halo: 1,
  start(params, plane, kernels) {
    const { width, pixelType: type } = plane;
    const find = createPeakFinder(type, width, kernels);
    const store = createPeakStore(type, width, plane.width * plane.height, kernels);
    const list = createStarList(type, params.cap, roundUpTo(type, params.floor));
    const tally = createTally();
    let table = emptyTable();
    let first: EdgePixel[] | undefined;
    let last: EdgePixel[] = [];
    let rows = 0;
    const close = (x: number, y: number, value: number) => {
      tally.add(value);
      list.add(x, y, value);
    };
    const nextRow = ({ pixels, ups }: PlateauRow) => {
      if (first === undefined) first = pixels.map(({ x, id }, i) => ({ x, id, across: ups[i] }));
      else joinRows(table, last, pixels, ups);
      last = pixels;
    };
    return {
      piece(piece) {
        find(piece, -Infinity, store);
        tally.lookAt(piece);
        rows += piece.y1 - piece.y0;
        for (const row of plateauRows(piece, store.take(), table, close)) nextRow(row);
        const edges = [...first!, ...last];
        const closed = closePlateaus(
          table,
          edges.map(({ id }) => id),
          close,
        );
        for (const pixel of edges) pixel.id = closed.newId(pixel.id);
        table = closed.table;
      },
      end: () => ({
        rows,
        ...tally.end(),
        floor: list.floor(),
        stars: list.end(),
        table,
        first: first ?? [],
        last,
      }),
    };
  },
  merge(upper, lower, params, plane) {
    if (upper.rows === 0) return lower;
    if (lower.rows === 0) return upper;
    const shift = upper.table.parent.length;
    const table = joinedTables(upper.table, lower.table);
    const moved = (pixel: EdgePixel): EdgePixel => ({ ...pixel, id: pixel.id + shift });
    const lowerFirst = lower.first.map(moved);
    joinRows(
      table,
      upper.last,
      lowerFirst,
      lowerFirst.map(({ across }) => across),
    );
    const list = createStarList(plane.pixelType, params.cap, Math.max(upper.floor, lower.floor));
    const tally = createTally();
    tally.include(upper);
    tally.include(lower);
    const edges = [...upper.first, ...lower.last.map(moved)];
    const closed = closePlateaus(
      table,
      edges.map(({ id }) => id),
      (x, y, value) => {
        tally.add(value);
        list.add(x, y, value);
      },
    );
    const fresh = edges.map((pixel) => ({ ...pixel, id: closed.newId(pixel.id) }));
    const joined = joinedStars(joinedStars(upper.stars, lower.stars), list.end());
    const { stars, floor } =
      joined.x.length > 2 * params.cap
        ? prunedStars(joined, plane.pixelType, params.cap, list.floor())
        : { stars: joined, floor: list.floor() };
    return {
      rows: upper.rows + lower.rows,
      ...tally.end(),
      floor,
      stars,
      table: closed.table,
      first: fresh.slice(0, upper.first.length),
      last: fresh.slice(upper.first.length),
    };
  },
  finish(partial, params, plane) {
    const list = createStarList(plane.pixelType, params.cap, partial.floor);
    const tally = createTally();
    tally.include(partial);
    closePlateaus(partial.table, [], (x, y, value) => {
      tally.add(value);
      list.add(x, y, value);
    });
    const { minimum, count, countAtMinimum } = tally.end();
    const all = joinedStars(partial.stars, list.end());
    const { stars, floor } = prunedStars(
      chosenStars(all, (value) => value > minimum),
      plane.pixelType,
      params.cap,
      list.floor(),
    );
    return { count: count - countAtMinimum, floor, stars: sortedStars(stars, plane.height) };
  },
};

// Unites equal pixels of two adjoining rows; an equal pixel that is not listed is no peak, and spoils the plateau.
function joinRows(
  table: PlateauTable,
  above: readonly EdgePixel[],
  below: readonly EdgePixel[],
  ups: readonly number[],
) {
  const connect = (from: EdgePixel, across: number, others: ReadonlyMap<number, number>) => {
    for (let side = 0; side < 3; side++) {
      if (((across >> side) & 1) === 0) continue;
      const other = others.get(from.x + side - 1);
      if (other === undefined) spoil(table, from.id);
      else unite(table, from.id, other);
    }
  };
  const idsBelow = new Map(below.map(({ x, id }) => [x, id]));
  for (const pixel of above) connect(pixel, pixel.across, idsBelow);
  const idsAbove = new Map(above.map(({ x, id }) => [x, id]));
  below.forEach((pixel, i) => connect(pixel, ups[i], idsAbove));
}
