import { isSelected } from './cells.ts';
import type { Projection } from './camera.ts';
import { largestCount, shadeTable } from './density.ts';
import { stampDisc } from './discs.ts';
import { mixed } from './plotTheme.ts';
import { MISSING, NOISE, type RowBits } from './plotTypes.ts';

/** A picture with the depth of what is nearest in every pixel; -Infinity where there is nothing. */
export interface Scene {
  readonly columns: number;
  readonly rows: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly depth: Float32Array;
}

export interface Points3d {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly colours: Uint32Array | null;
  readonly labels: Int32Array | null;
  readonly selection: RowBits | null;
}

export interface Points3dLook {
  readonly plain: number;
  readonly rest: number;
  /** Colours of rising counts, where rows have none of their own: of all rows, and of those not selected. */
  readonly density: Uint32Array;
  readonly densityRest: Uint32Array;
  readonly selected: number;
  readonly rim: number;
  /** What far points fade towards. */
  readonly background: number;
  readonly ratio: number;
}

/** Above this many points each is a small square with a depth test instead of a round disc. */
const MOST_DISCS = 20_000;
const FADE = 0.55;

export function createScene(columns: number, rows: number): Scene {
  return {
    columns,
    rows,
    data: new Uint8ClampedArray(columns * rows * 4),
    depth: new Float32Array(columns * rows).fill(-Infinity),
  };
}

/** Draws points into the scene, nearer ones over farther ones, farther ones fainter. */
export function drawPoints(scene: Scene, points: Points3d, projection: Projection, look: Points3dLook): void {
  const span = Math.hypot(scene.columns, scene.rows) / 2;
  const fades = fadeTable();
  const fadeOf = (depth: number): number =>
    fades[Math.min(Math.max(Math.round(32 - (32 * depth) / span), 0), 63)]!;
  if (points.x.length <= MOST_DISCS) drawDiscs(scene, points, projection, look, fadeOf);
  else drawSquares(scene, points, projection, look, fadeOf);
}

/** Share of the background by depth, from near to far. */
function fadeTable(): Float32Array {
  return Float32Array.from({ length: 64 }, (_, k) => (FADE * k) / 63);
}

function colourOf({ colours, selection }: Points3d, look: Points3dLook, row: number): number {
  if (selection) {
    if (isSelected(selection.words, row)) return look.selected;
    return colours ? mixed(colours[row]!, look.background, 0.7) : look.rest;
  }
  return colours ? colours[row]! : look.plain;
}

function drawDiscs(
  scene: Scene,
  points: Points3d,
  { left, top, depth }: Projection,
  look: Points3dLook,
  fadeOf: (depth: number) => number,
): void {
  const { x, y, z, labels, selection } = points;
  const shown: number[] = [];
  const depths = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    depths[i] = depth[0] * x[i]! + depth[1] * y[i]! + depth[2] * z[i]! + depth[3];
    if (Number.isFinite(depths[i]!) && (labels === null || labels[i]! > MISSING)) shown.push(i);
  }
  shown.sort((a, b) => depths[a]! - depths[b]!);
  const radius = (shown.length <= 500 ? 4 : shown.length <= 4000 ? 2.8 : 1.8) * look.ratio;
  for (const i of shown) {
    const px = left[0] * x[i]! + left[1] * y[i]! + left[2] * z[i]! + left[3];
    const py = top[0] * x[i]! + top[1] * y[i]! + top[2] * z[i]! + top[3];
    const chosen = selection !== null && isSelected(selection.words, i);
    const own = labels?.[i] === NOISE ? radius * 0.7 : radius;
    const faded = mixed(colourOf(points, look, i), look.background, chosen ? 0 : fadeOf(depths[i]!));
    // A rim of the background keeps neighbours apart.
    stampDisc(scene, px, py, own + look.ratio, chosen ? look.rim : look.background, chosen ? 0.9 : 0.6);
    stampDisc(scene, px, py, own, faded, selection && !chosen ? 0.6 : 1);
    markDepth(scene, px, py, own, depths[i]!);
  }
}

function markDepth(scene: Scene, px: number, py: number, radius: number, depth: number): void {
  const { columns, rows } = scene;
  for (let row = Math.max(Math.floor(py - radius), 0); row < Math.min(py + radius, rows); row++) {
    const dy = row + 0.5 - py;
    for (
      let column = Math.max(Math.floor(px - radius), 0);
      column < Math.min(px + radius, columns);
      column++
    ) {
      const dx = column + 0.5 - px;
      if (dx * dx + dy * dy <= radius * radius) scene.depth[row * columns + column] = depth;
    }
  }
}

function drawSquares(
  scene: Scene,
  points: Points3d,
  { left, top, depth }: Projection,
  look: Points3dLook,
  fadeOf: (depth: number) => number,
): void {
  const { x, y, z, labels, selection } = points;
  const { columns, rows } = scene;
  const size = Math.max(Math.round(look.ratio * (x.length > 200_000 ? 1 : 2)), 1);
  // Rows matter only where they differ; leaving them out saves a third of the time.
  const owner = points.colours || selection ? new Int32Array(columns * rows) : null;
  const counts = new Uint32Array(columns * rows);
  for (let i = 0; i < x.length; i++) {
    const px = left[0] * x[i]! + left[1] * y[i]! + left[2] * z[i]! + left[3];
    const py = top[0] * x[i]! + top[1] * y[i]! + top[2] * z[i]! + top[3];
    if (!(px >= 0 && px < columns - size && py >= 0 && py < rows - size)) continue;
    if (labels !== null && labels[i]! <= MISSING) continue;
    let far = depth[0] * x[i]! + depth[1] * y[i]! + depth[2] * z[i]! + depth[3];
    // Selected points come through a crowd.
    if (selection !== null && isSelected(selection.words, i)) far += LIFT;
    const start = (py | 0) * columns + (px | 0);
    for (let row = 0; row < size; row++) {
      for (let at = start + row * columns; at < start + row * columns + size; at++) {
        counts[at]! += 1;
        if (far > scene.depth[at]!) {
          scene.depth[at] = far;
          if (owner !== null) owner[at] = i;
        }
      }
    }
  }
  const pixels = new Uint32Array(scene.data.buffer);
  const ramp = selection ? look.densityRest : look.density;
  const shades = points.colours ? null : shadeTable(largestCount(counts), 'log', ramp);
  for (let at = 0; at < counts.length; at++) {
    if (counts[at] === 0) continue;
    const far = scene.depth[at]!;
    const lifted = far > LIFT / 2;
    if (lifted) scene.depth[at] = far - LIFT;
    const crowd =
      shades === null ? 0 : shades[counts[at]! < shades.length ? counts[at]! : shades.length - 1]!;
    const colour = owner !== null && (lifted || crowd === 0) ? colourOf(points, look, owner[at]!) : crowd;
    pixels[at] = mixed(colour, look.background, lifted ? 0 : fadeOf(far));
  }
}

/** More than any depth in a picture, little enough that float32 keeps depths apart. */
const LIFT = 16_384;
