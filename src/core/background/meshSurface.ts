import type { MeshGrid } from './meshGrid.ts';

/** One of the two maps of a grid of meshes with its second derivatives along y (sixths of them); plain data. */
export interface MeshSurface {
  readonly columns: number;
  readonly rows: number;
  /** In pixels, which may be larger than those that the map was made of. */
  readonly boxSize: number;
  /** The column of the image that a row begins with. */
  readonly x0: number;
  readonly values: Float64Array;
  readonly bends: Float64Array;
}

/** Prepares a map of a grid for `meshRowInto`.
 *
 * Method: cubic splines through the middles of the meshes along y, without bend at both ends. Like Source Extractor and SEP,
 *         the bends are found from the far end with each next bend divided by 6 once more than a natural spline has it.
 * Shape:  a grid in, the surface out.
 * Units:  those of the map.
 * Non-finite and masked: none in a grid.
 * Errors: none.   Cost: O(meshes).
 * Source: Bertin & Arnouts, 1996, A&AS 117, 393; SEP 1.2.
 * Checked against: SEP 1.2, through the operation. */
export function meshSurface(
  { columns, rows, boxSize }: MeshGrid,
  values: Float64Array<ArrayBufferLike>,
): MeshSurface {
  const bends = new Float64Array(values.length);
  const scratch = new Float64Array(2 * rows);
  for (let x = 0; x < columns; x++) bendsInto(bends, values, x, columns, rows, scratch);
  return { columns, rows, boxSize, x0: 0, values, bends };
}

/** The surface of a part that begins at column `x0`, in pixels that are `scale` times as large. */
export function placedSurface(surface: MeshSurface, x0: number, scale: number): MeshSurface {
  return { ...surface, boxSize: surface.boxSize / scale, x0: surface.x0 / scale + x0 };
}

/** Sixths of the second derivatives along a line of `count` values, `stride` apart from `first` on. */
function bendsInto(
  bends: Float64Array,
  values: Float64Array,
  first: number,
  stride: number,
  count: number,
  scratch: Float64Array,
): void {
  const rest = count;
  bends[first] = 0;
  bends[first + (count - 1) * stride] = 0;
  scratch[0] = 0;
  scratch[rest] = 0;
  for (let i = 1; i < count - 1; i++) {
    const at = first + i * stride;
    const curvature = 6 * (values[at + stride] + values[at - stride] - 2 * values[at]);
    const pivot = 1 / (scratch[i - 1] + 4);
    scratch[i] = -pivot;
    scratch[rest + i] = pivot * (curvature - scratch[rest + i - 1]);
  }
  for (let i = count - 2; i > 0; i--) {
    const at = first + i * stride;
    bends[at] = (scratch[i] * bends[at + stride] + scratch[rest + i]) / 6;
  }
}

/** Writes row y of the surface, `line.length` pixels from its first column on.
 *
 * Method: the splines along y give a value above each column of meshes, a spline through those the pixels; a single row of
 *         meshes is joined by straight lines. The middle of a mesh lies half a pixel higher in y than in x: in y the pixel's
 *         lower edge is compared with it, in x the pixel's middle, as in Source Extractor and SEP.
 * Shape:  `line` is filled, in double.
 * Units:  those of the map.
 * Non-finite and masked: none in a surface.
 * Border: beyond the outermost middles the last cubic goes on.
 * Errors: none.   Cost: O(columns + pixels).
 * Source: Bertin & Arnouts, 1996, A&AS 117, 393; SEP 1.2.
 * Checked against: SEP 1.2, 1e-4 of the largest value, group sep of the reference data. */
export function meshRowInto(line: Float64Array, surface: MeshSurface, y: number): void {
  const { columns, rows, boxSize, x0, values, bends } = surface;
  const nodes = new Float64Array(columns);
  const nodeBends = new Float64Array(columns);
  if (rows > 1) {
    const place = y / boxSize - 0.5;
    const row = Math.min(rows - 2, Math.max(0, Math.floor(place)));
    const t = place - row;
    for (let x = 0; x < columns; x++) {
      const at = row * columns + x;
      nodes[x] = cubic(values[at], values[at + columns], bends[at], bends[at + columns], t);
    }
    bendsInto(nodeBends, nodes, 0, 1, columns, new Float64Array(2 * columns));
  } else {
    nodes.set(values);
  }
  if (columns === 1) {
    line.fill(nodes[0]);
    return;
  }
  for (let x = 0; x < line.length; x++) {
    const place = (x0 + x + 0.5) / boxSize - 0.5;
    const column = Math.min(columns - 2, Math.max(0, Math.floor(place)));
    const next = column + 1;
    line[x] = cubic(nodes[column], nodes[next], nodeBends[column], nodeBends[next], place - column);
  }
}

function cubic(left: number, right: number, bendLeft: number, bendRight: number, t: number): number {
  const s = 1 - t;
  return s * (left + (s * s - 1) * bendLeft) + t * (right + (t * t - 1) * bendRight);
}
