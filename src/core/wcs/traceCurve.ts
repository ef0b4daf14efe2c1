/** A point of a plane, in pixels. */
export interface TracedPoint {
  readonly x: number;
  readonly y: number;
}

export interface TraceBounds {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Pieces that every curve is looked at in, before it is known where it bends. */
const PIECES = 16;
/** How often a piece is halved. */
const DEPTH = 7;
/** What is halved as often and still longer than this part of the bounds is a jump. */
const LONGEST = 200;

/** A curve given by a parameter, as polylines x, y, x, y … within some bounds.
 *
 * Method: pieces are halved until their middle lies within `tolerance` of the chord. Pieces that lie beside the bounds
 *         are left out; where the curve has no point it ends, found by halving; a jump ends it too.
 * Units:  pixels.   Non-finite: a point that is not finite is none.
 * Cost:   33 points for a straight curve, at most 2048. */
export function traceCurve(
  at: (t: number) => TracedPoint | null,
  from: number,
  to: number,
  bounds: TraceBounds,
  tolerance: number,
): Float64Array[] {
  const paths: Float64Array[] = [];
  const jump = Math.max(bounds.x1 - bounds.x0, bounds.y1 - bounds.y0) / LONGEST;
  let path: number[] = [];
  const end = (): void => {
    if (path.length >= 4) paths.push(Float64Array.from(path));
    path = [];
  };
  const finite = (t: number): TracedPoint | null => {
    const point = at(t);
    return point && Math.abs(point.x) < Infinity && Math.abs(point.y) < Infinity ? point : null;
  };

  function piece(
    t0: number,
    p0: TracedPoint | null,
    t1: number,
    p1: TracedPoint | null,
    depth: number,
  ): void {
    if (!p0 && !p1) return end();
    const middle = (t0 + t1) / 2;
    if (depth > 0) {
      const m = finite(middle);
      if (p0 && m && p1 && isBeside([p0, m, p1], bounds)) return end();
      const bends =
        !p0 ||
        !p1 ||
        !m ||
        Math.abs(m.x - (p0.x + p1.x) / 2) > tolerance ||
        Math.abs(m.y - (p0.y + p1.y) / 2) > tolerance;
      if (bends) {
        piece(t0, p0, middle, m, depth - 1);
        piece(middle, m, t1, p1, depth - 1);
        return;
      }
    }
    if (!p0 || !p1 || (depth === 0 && isJump(p0, p1))) return end();
    if (path.length === 0) path.push(p0.x, p0.y);
    path.push(p1.x, p1.y);
  }
  const isJump = (p0: TracedPoint, p1: TracedPoint): boolean =>
    Math.abs(p1.x - p0.x) > jump || Math.abs(p1.y - p0.y) > jump;

  let before = finite(from);
  for (let i = 0; i < PIECES; i++) {
    const t0 = from + ((to - from) * i) / PIECES;
    const t1 = from + ((to - from) * (i + 1)) / PIECES;
    const next = finite(t1);
    piece(t0, before, t1, next, DEPTH);
    before = next;
  }
  end();
  return paths;
}

function isBeside(points: readonly TracedPoint[], { x0, x1, y0, y1 }: TraceBounds): boolean {
  return (
    points.every(({ x }) => x < x0) ||
    points.every(({ x }) => x > x1) ||
    points.every(({ y }) => y < y0) ||
    points.every(({ y }) => y > y1)
  );
}
