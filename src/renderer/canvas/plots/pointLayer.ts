import { cellsInto, countPlaces, countSelected, isSelected, nowhere, type CellGrid } from './cells.ts';
import {
  enlarged,
  largestCount,
  paintCounts,
  paintMeans,
  shadeTable,
  sumColours,
  type Shading,
} from './density.ts';
import { stampDisc, type Pixels } from './discs.ts';
import { createPointGrid, type PointGrid } from './pointGrid.ts';
import type { PlotTheme } from './plotTheme.ts';
import { NOISE, type RowBits } from './plotTypes.ts';
import type { PixelMap } from './plotView.ts';

/** What a cloud of points looks like. Arrays are compared by identity: another array is other data. */
export interface PointInputs {
  /** In axis units. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Device pixels from the upper left corner of the area. */
  readonly xMap: PixelMap;
  readonly yMap: PixelMap;
  readonly columns: number;
  readonly rows: number;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  readonly colours: Uint32Array | null;
  readonly labels: Int32Array | null;
  /** CSS pixels. */
  readonly radii: Float32Array | null;
  readonly selection: RowBits | null;
  readonly theme: PlotTheme;
  readonly style: PointStyle;
  readonly shading: Shading;
  readonly ramp: Uint32Array | null;
}

export type PointStyle = 'auto' | 'marks' | 'density';

export interface PointLayer {
  /** Pixels of the area. */
  draw(inputs: PointInputs): Pixels;
  /** How many rows the last picture shows, and as what. */
  readonly shown: number;
  readonly style: 'marks' | 'density';
  /** Whether `nearest` can answer at once, without sorting the points of the last picture first. */
  readonly indexed: boolean;
  /** The row nearest to a place in device pixels of the last picture. */
  nearest(left: number, top: number, reach: number): number | null;
}

/** Share of the area that marks may cover before counts say more than marks. */
const CROWDED = 0.6;
const MOST_MARKS = 60_000;
/** So few rows are always marks; so many fill cells of one pixel. */
const FEW = 4000;
const MANY = 400_000;
/** CSS pixels; a smaller area has none to waste. */
const ROOMY = 150_000;
const DIMMED = 0.28;
const PLAIN = 0.85;
/** Alpha, of 255, of a lone point among crowds that are coloured. */
const FAINTEST = 150;
const FAINTEST_DIMMED = 40;

/** All rows, without what is selected. */
interface Rest {
  readonly of: PointInputs;
  readonly pixels: Uint32Array<ArrayBuffer>;
}

/** Draws points and remembers what stays the same from one picture to the next: cells while the view stands, counts
 * while only the selection changes. */
export function createPointLayer(): PointLayer {
  let last: PointInputs | null = null;
  let cells = new Int32Array(0);
  let grid: CellGrid = { columns: 1, rows: 1 };
  let cellSize = 1;
  let shown = 0;
  let style: 'marks' | 'density' = 'marks';
  let counts: Uint32Array | null = null;
  let selected = new Uint32Array(0);
  let sums: Float32Array | null = null;
  /** What lies under a selection, and what there is without one. */
  let under: Rest | null = null;
  let plain: Rest | null = null;
  let index: PointGrid | null = null;

  function place(inputs: PointInputs, size: number): void {
    const { x, y, xMap, yMap, columns, rows, labels } = inputs;
    grid = { columns: Math.ceil(columns / size), rows: Math.ceil(rows / size) };
    cellSize = size;
    if (cells.length !== x.length) cells = new Int32Array(x.length);
    const inCells = (map: PixelMap): PixelMap => ({ scale: map.scale / size, offset: map.offset / size });
    shown = cellsInto(cells, x, y, inCells(xMap), inCells(yMap), grid, labels);
    counts = sums = under = plain = index = null;
  }

  function draw(inputs: PointInputs): Pixels {
    if (last === null || !samePlaces(last, inputs)) {
      place(inputs, crowdCell(inputs));
      style = styleFor(inputs, shown);
    } else {
      style = styleFor(inputs, shown);
      if (last.colours !== inputs.colours) sums = null;
    }
    last = inputs;
    return style === 'density' ? drawDensity(inputs) : drawMarks(inputs);
  }

  function drawDensity(inputs: PointInputs): Pixels {
    const { theme, selection, shading, columns, rows } = inputs;
    const length = nowhere(grid);
    if (counts === null) {
      counts = new Uint32Array(length + 1);
      countPlaces(counts, cells);
    }
    const pixels = restOf(inputs, counts).slice();
    if (selection) {
      if (selected.length !== length + 1) selected = new Uint32Array(length + 1);
      countSelected(selected, cells, selection, counts);
      paintCounts(pixels, selected, shadeTable(largestCount(selected), shading, theme.densitySelected));
    }
    const large = cellSize === 1 ? pixels : enlarged(pixels, grid, cellSize);
    const width = grid.columns * cellSize;
    return { data: cropped(large, width, columns, rows), columns, rows };
  }

  function restOf(inputs: PointInputs, counted: Uint32Array): Uint32Array<ArrayBuffer> {
    const known = inputs.selection ? under : plain;
    if (known && sameRest(known.of, inputs)) return known.pixels;
    const rest = { of: inputs, pixels: allRows(inputs, counted) };
    if (inputs.selection) under = rest;
    else plain = rest;
    return rest.pixels;
  }

  function allRows(inputs: PointInputs, counted: Uint32Array): Uint32Array<ArrayBuffer> {
    const { theme, selection, colours, shading } = inputs;
    const length = nowhere(grid);
    const pixels = new Uint32Array(length);
    if (colours) {
      sums ??= sumColours(cells, colours, length);
      paintMeans(pixels, counted, sums, selection ? FAINTEST_DIMMED : FAINTEST);
      if (selection) dim(pixels);
    } else {
      const ramp = selection ? theme.densityRest : (inputs.ramp ?? theme.density);
      paintCounts(pixels, counted, shadeTable(largestCount(counted), shading, ramp));
    }
    return pixels;
  }

  function drawMarks(inputs: PointInputs): Pixels {
    const { columns, rows, selection, theme, colours, labels, radii, ratio } = inputs;
    const pixels: Pixels = { data: new Uint8ClampedArray(columns * rows * 4), columns, rows };
    const radius = markRadius(shown);
    const outside = nowhere(grid);
    const stamp = (row: number, colour: number, alpha: number, grow: number): void => {
      if (cells[row] === outside) return;
      const own = (radii ? radii[row]! : labels?.[row] === NOISE ? radius * 0.7 : radius) * ratio + grow;
      const left = inputs.xMap.scale * inputs.x[row]! + inputs.xMap.offset;
      const top = inputs.yMap.scale * inputs.y[row]! + inputs.yMap.offset;
      stampDisc(pixels, left, top, own, colour, alpha);
    };
    const alpha = selection ? DIMMED : PLAIN;
    for (let row = 0; row < cells.length; row++) {
      if (selection && isSelected(selection.words, row)) continue;
      stamp(row, colours ? colours[row]! : selection ? theme.muted.packed : theme.point.packed, alpha, 0);
    }
    if (selection) {
      const rim = shown < 5000 ? 1.2 * ratio : 0.6 * ratio;
      for (let row = 0; row < cells.length; row++) {
        if (!isSelected(selection.words, row)) continue;
        stamp(row, theme.text.packed, 0.9, rim);
        stamp(row, colours ? colours[row]! : theme.star.packed, 1, 0);
      }
    }
    return pixels;
  }

  return {
    draw,
    get shown() {
      return shown;
    },
    get style() {
      return style;
    },
    get indexed() {
      return index !== null;
    },
    nearest(left, top, reach) {
      if (last === null) return null;
      index ??= createPointGrid(cells, grid);
      return index.nearest(left / cellSize, top / cellSize, reach / cellSize);
    },
  };
}

function samePlaces(a: PointInputs, b: PointInputs): boolean {
  const sameMap = (one: PixelMap, other: PixelMap): boolean =>
    one.scale === other.scale && one.offset === other.offset;
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.labels === b.labels &&
    crowdCell(a) === crowdCell(b) &&
    a.columns === b.columns &&
    a.rows === b.rows &&
    a.ratio === b.ratio &&
    sameMap(a.xMap, b.xMap) &&
    sameMap(a.yMap, b.yMap)
  );
}

/** Whether what lies under the selection looks the same for points in the same places. */
function sameRest(a: PointInputs, b: PointInputs): boolean {
  return a.theme === b.theme && a.colours === b.colours && a.shading === b.shading && a.ramp === b.ramp;
}

/** Cells of a crowd are one CSS pixel or, where points are too few to fill those, two wide. */
function crowdCell({ x, columns, rows, ratio, style }: PointInputs): number {
  const pixel = Math.max(Math.round(ratio), 1);
  if (style === 'marks' || (style === 'auto' && x.length <= FEW)) return 1;
  const roomy = columns * rows > ROOMY * ratio * ratio;
  return x.length < MANY && roomy ? 2 * pixel : pixel;
}

function styleFor({ style, columns, rows, ratio }: PointInputs, shown: number): 'marks' | 'density' {
  if (style !== 'auto') return style;
  const covered = (shown * Math.PI * (markRadius(shown) * ratio) ** 2) / (columns * rows);
  return shown > MOST_MARKS || (covered > CROWDED && shown > FEW) ? 'density' : 'marks';
}

/** CSS pixels: smaller the more points share the area. */
export function markRadius(shown: number): number {
  return shown <= 300 ? 3.5 : shown <= 2000 ? 2.6 : shown <= 10_000 ? 1.8 : 1.3;
}

/** Takes the colours half way to grey. */
function dim(pixels: Uint32Array): void {
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    if (pixel === 0) continue;
    const red = pixel & 255;
    const green = (pixel >>> 8) & 255;
    const blue = (pixel >>> 16) & 255;
    const grey = (red + green + blue) / 3;
    pixels[i] =
      ((pixel & 0xff000000) |
        (((blue + grey) >> 1) << 16) |
        (((green + grey) >> 1) << 8) |
        ((red + grey) >> 1)) >>>
      0;
  }
}

/** The upper left part of packed pixels, as bytes. */
function cropped(
  pixels: Uint32Array<ArrayBuffer>,
  width: number,
  columns: number,
  rows: number,
): Uint8ClampedArray<ArrayBuffer> {
  if (width === columns) return new Uint8ClampedArray(pixels.buffer, 0, columns * rows * 4);
  const out = new Uint32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    out.set(pixels.subarray(row * width, row * width + columns), row * columns);
  }
  return new Uint8ClampedArray(out.buffer);
}
