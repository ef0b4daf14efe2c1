import type { AxisRange } from './plotTypes.ts';

/** Where the eye is: angles in radians, the elevation within a quarter turn of the horizon. */
export interface Camera {
  readonly azimuthRad: number;
  readonly elevationRad: number;
  readonly zoom: number;
}

/** Left, top and depth in device pixels from data: each a x + b y + c z + d. Nearer is larger depth. */
export interface Projection {
  readonly left: readonly [number, number, number, number];
  readonly top: readonly [number, number, number, number];
  readonly depth: readonly [number, number, number, number];
}

export interface Projected {
  readonly left: number;
  readonly top: number;
  readonly depth: number;
}

export const START_CAMERA: Camera = { azimuthRad: -0.95, elevationRad: 0.42, zoom: 1 };
/** The corner of the unit cube is this far from its middle: at any angle the cube fits. */
const HALF_DIAGONAL = 1.85;
const STEEPEST = Math.PI / 2;
const TURN_PER_PIXEL = 0.008;

export function orbited(camera: Camera, dx: number, dy: number): Camera {
  const elevation = camera.elevationRad + dy * TURN_PER_PIXEL;
  return {
    ...camera,
    azimuthRad: (camera.azimuthRad - dx * TURN_PER_PIXEL) % (2 * Math.PI),
    elevationRad: Math.min(Math.max(elevation, -STEEPEST), STEEPEST),
  };
}

export function zoomedCamera(camera: Camera, factor: number): Camera {
  return { ...camera, zoom: Math.min(Math.max(camera.zoom * factor, 0.3), 60) };
}

/** The parallel projection of a box of data, as a cube, onto width x height pixels. */
export function projectionOf(
  camera: Camera,
  ranges: readonly [AxisRange, AxisRange, AxisRange],
  width: number,
  height: number,
): Projection {
  const sinA = Math.sin(camera.azimuthRad);
  const cosA = Math.cos(camera.azimuthRad);
  const sinE = Math.sin(camera.elevationRad);
  const cosE = Math.cos(camera.elevationRad);
  const size = (Math.min(width, height) / 2 / HALF_DIAGONAL) * camera.zoom;
  // Rows: to the right, downwards, and towards the eye, of the unit cube.
  const right = [-sinA, cosA, 0];
  const down = [sinE * cosA, sinE * sinA, -cosE];
  const near = [cosE * cosA, cosE * sinA, sinE];
  const ofData = (row: readonly number[], middle: number): [number, number, number, number] => {
    const out: [number, number, number, number] = [0, 0, 0, middle];
    for (const [k, { low, high }] of ranges.entries()) {
      const scale = (2 * size * row[k]!) / (high - low);
      out[k as 0 | 1 | 2] = scale;
      out[3] -= scale * (low / 2 + high / 2);
    }
    return out;
  };
  return { left: ofData(right, width / 2), top: ofData(down, height / 2), depth: ofData(near, 0) };
}

export function projected({ left, top, depth }: Projection, x: number, y: number, z: number): Projected {
  const along = ([a, b, c, d]: Projection['left']): number => a * x + b * y + c * z + d;
  return { left: along(left), top: along(top), depth: along(depth) };
}

/** The data point that is projected to the given place and depth. */
export function unprojected(
  { left, top, depth }: Projection,
  at: Projected,
): readonly [number, number, number] {
  const rows = [left, top, depth];
  const wanted = [at.left - left[3], at.top - top[3], at.depth - depth[3]];
  const whole = determinant(rows.map(([a, b, c]) => [a, b, c]));
  const solve = (column: number): number =>
    determinant(rows.map((row, k) => [0, 1, 2].map((j) => (j === column ? wanted[k]! : row[j]!)))) / whole;
  return [solve(0), solve(1), solve(2)];
}

function determinant(m: readonly (readonly number[])[]): number {
  const [a, b, c] = m as [number[], number[], number[]];
  return (
    a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) -
    a[1]! * (b[0]! * c[2]! - b[2]! * c[0]!) +
    a[2]! * (b[0]! * c[1]! - b[1]! * c[0]!)
  );
}
