import { projected, type Projection } from './camera.ts';
import { blendPixel } from './discs.ts';
import { mixed } from './plotTheme.ts';
import type { Scene } from './points3d.ts';
import type { AxisRange } from './plotTypes.ts';

/** A surface over x and y: a plane z = c + a x + b y, or heights on a grid (row by row along x, rows along y). */
export type Surface =
  | { readonly kind: 'plane'; readonly a: number; readonly b: number; readonly c: number }
  | { readonly kind: 'grid'; readonly x: Float64Array; readonly y: Float64Array; readonly z: Float64Array };

interface Vertex {
  readonly left: number;
  readonly top: number;
  readonly depth: number;
  readonly z: number;
}

const PLANE_STEPS = 24;

/** The surface as a grid within the ranges. */
export function surfaceGrid(
  surface: Surface,
  xRange: AxisRange,
  yRange: AxisRange,
): Extract<Surface, { kind: 'grid' }> {
  if (surface.kind === 'grid') return surface;
  const along = ({ low, high }: AxisRange): Float64Array =>
    Float64Array.from({ length: PLANE_STEPS + 1 }, (_, k) => low + ((high - low) * k) / PLANE_STEPS);
  const [x, y] = [along(xRange), along(yRange)];
  const z = new Float64Array(x.length * y.length);
  for (let row = 0; row < y.length; row++) {
    for (let column = 0; column < x.length; column++) {
      z[row * x.length + column] = surface.c + surface.a * x[column]! + surface.b * y[row]!;
    }
  }
  return { kind: 'grid', x, y, z };
}

/** Lays the surface over what is behind it, with alpha from 0 to 1; what is nearer stays. Only heights within zRange
 * are drawn. */
export function drawSurface(
  scene: Scene,
  { x, y, z }: Extract<Surface, { kind: 'grid' }>,
  zRange: AxisRange,
  projection: Projection,
  colour: number,
  alpha: number,
): void {
  const vertices: Vertex[] = [];
  for (let row = 0; row < y.length; row++) {
    for (let column = 0; column < x.length; column++) {
      const height = z[row * x.length + column]!;
      vertices.push({ ...projected(projection, x[column]!, y[row]!, height), z: height });
    }
  }
  const triangles: [Vertex, Vertex, Vertex][] = [];
  for (let row = 0; row + 1 < y.length; row++) {
    for (let column = 0; column + 1 < x.length; column++) {
      const at = row * x.length + column;
      const [a, b, c, d] = [at, at + 1, at + x.length, at + x.length + 1].map((k) => vertices[k]!) as [
        Vertex,
        Vertex,
        Vertex,
        Vertex,
      ];
      triangles.push([a, b, d], [a, d, c]);
    }
  }
  const far = ([a, b, c]: readonly [Vertex, Vertex, Vertex]): number => a.depth + b.depth + c.depth;
  triangles.sort((one, other) => far(one) - far(other));
  for (const triangle of triangles) fillTriangle(scene, triangle, zRange, colour, alpha);
}

/** Fills the pixels whose centres lie within; of two triangles that share an edge exactly one has each pixel. */
function fillTriangle(
  { data, depth, columns, rows }: Scene,
  [a, b, c]: readonly [Vertex, Vertex, Vertex],
  zRange: AxisRange,
  colour: number,
  alpha: number,
): void {
  const area = (b.left - a.left) * (c.top - a.top) - (c.left - a.left) * (b.top - a.top);
  if (!(Math.abs(area) > 1e-9)) return;
  const pixels = new Uint32Array(data.buffer);
  const clear = ((Math.round(alpha * 255) << 24) | (colour & 0xffffff)) >>> 0;
  // Along a row of pixels depth and height grow evenly.
  const byX = (ofB: number, ofC: number): number => (ofB * (c.top - a.top) - ofC * (b.top - a.top)) / area;
  const depthStep = byX(b.depth - a.depth, c.depth - a.depth);
  const heightStep = byX(b.z - a.z, c.z - a.z);
  const first = Math.max(Math.ceil(Math.min(a.top, b.top, c.top) - 0.5), 0);
  const last = Math.min(Math.ceil(Math.max(a.top, b.top, c.top) - 0.5), rows);
  for (let row = first; row < last; row++) {
    const y = row + 0.5;
    const ends = [crossing(a, b, y), crossing(b, c, y), crossing(c, a, y)].filter((end) => end !== null);
    if (ends.length < 2) continue;
    const from = Math.max(Math.ceil(Math.min(...ends) - 0.5), 0);
    const to = Math.min(Math.ceil(Math.max(...ends) - 0.5), columns);
    const x = from + 0.5;
    const ofB = ((x - a.left) * (c.top - a.top) - (c.left - a.left) * (y - a.top)) / area;
    const ofC = ((b.left - a.left) * (y - a.top) - (x - a.left) * (b.top - a.top)) / area;
    let height = a.z + ofB * (b.z - a.z) + ofC * (c.z - a.z);
    let near = a.depth + ofB * (b.depth - a.depth) + ofC * (c.depth - a.depth);
    for (let at = row * columns + from; at < row * columns + to; at++) {
      if (height >= zRange.low && height <= zRange.high && near >= depth[at]!) {
        const below = pixels[at]!;
        if (below === 0) pixels[at] = clear;
        else if (below >>> 24 === 255) pixels[at] = mixed(below, colour, alpha);
        else blendPixel(data, 4 * at, colour, alpha);
      }
      height += heightStep;
      near += depthStep;
    }
  }
}

/** Where an edge crosses a line of pixels; the same for both triangles that share it. */
function crossing(p: Vertex, q: Vertex, y: number): number | null {
  const [above, below] = p.top <= q.top ? [p, q] : [q, p];
  if (!(above.top <= y && below.top > y)) return null;
  return above.left + ((y - above.top) / (below.top - above.top)) * (below.left - above.left);
}
