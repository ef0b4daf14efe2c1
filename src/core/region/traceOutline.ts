/** What an outline goes around: by pixel, row-major, the number of the object it belongs to; 0 for none. */
export interface ObjectMap {
  readonly width: number;
  readonly height: number;
  readonly objects: Int32Array;
}

/** Columns and rows of a closed outline's corners, the last leading back to the first. */
export interface Outline {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Directions along the sides of pixels: right, up, left, down. */
const STEP_X = [1, 0, -1, 0];
const STEP_Y = [0, 1, 0, -1];
/** Of the pixels around a corner, the one ahead to the left by direction: its lower left corner less the corner. */
const LEFT_X = [0, -1, -1, 0];
const LEFT_Y = [0, 0, -1, -1];

/** The outer outline of one object, counter-clockwise with y up.
 *
 * Method: the sides between the object and what is not it are followed with the object at the left, from the lower left
 *         corner of its first pixel. Where two of its pixels share a corner only, the outline goes on to the other one
 *         if corners connect (8), and stays with its own if they do not (4).
 * Shape:  `first`, the index of the object's first pixel row by row; the corners where it turns out.
 * Units:  0-based pixels; the lower left corner of pixel (0, 0) is (-0.5, -0.5).
 * Cost:   O(sides). */
export function traceOutline(map: ObjectMap, first: number, connectsCorners: boolean): Outline {
  const { width, height, objects } = map;
  const object = objects[first]!;
  const startX = first % width;
  const startY = (first - startX) / width;
  let [x, y, direction] = [startX, startY, 0];
  let corners = new Int32Array(64);
  let count = 0;
  const isObject = (px: number, py: number): boolean =>
    px >= 0 && py >= 0 && px < width && py < height && objects[py * width + px] === object;
  do {
    if (count + 2 > corners.length) {
      const longer = new Int32Array(2 * corners.length);
      longer.set(corners);
      corners = longer;
    }
    corners[count++] = x;
    corners[count++] = y;
    let turn: number;
    do {
      x += STEP_X[direction]!;
      y += STEP_Y[direction]!;
      const left = isObject(x + LEFT_X[direction]!, y + LEFT_Y[direction]!);
      const rightward = (direction + 3) & 3;
      const right = isObject(x + LEFT_X[rightward]!, y + LEFT_Y[rightward]!);
      turn = right ? (left || connectsCorners ? 3 : 1) : left ? 0 : 1;
    } while (turn === 0);
    direction = (direction + turn) & 3;
  } while (x !== startX || y !== startY || direction !== 0);
  const outline = { x: new Float64Array(count / 2), y: new Float64Array(count / 2) };
  for (let i = 0; i < count / 2; i++) {
    outline.x[i] = corners[2 * i]! - 0.5;
    outline.y[i] = corners[2 * i + 1]! - 0.5;
  }
  return outline;
}

/** The middles of the sides that an outline goes along, where its corners are those of pixels. */
export function sideMiddles({ x, y }: Outline): Outline {
  const count = x.length;
  let sides = 0;
  for (let i = 0, j = count - 1; i < count; j = i++)
    sides += Math.abs(x[i]! - x[j]!) + Math.abs(y[i]! - y[j]!);
  const middles = { x: new Float64Array(sides), y: new Float64Array(sides) };
  let at = 0;
  for (let i = 0; i < count; i++) {
    const next = (i + 1) % count;
    const [dx, dy] = [Math.sign(x[next]! - x[i]!), Math.sign(y[next]! - y[i]!)];
    const length = Math.abs(x[next]! - x[i]!) + Math.abs(y[next]! - y[i]!);
    for (let side = 0; side < length; side++, at++) {
      middles.x[at] = x[i]! + (side + 0.5) * dx;
      middles.y[at] = y[i]! + (side + 0.5) * dy;
    }
  }
  return middles;
}
