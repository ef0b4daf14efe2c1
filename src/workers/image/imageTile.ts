import { halveRowInto } from '../../core/image/index.ts';
import { computeRows, type Frame, type Operation } from '../../core/operations/index.ts';
import { BLOCK_ROWS, type PixelArray } from '../../core/reduce/index.ts';
import type { ImageWork } from '../../shared/imageJobs.ts';
import type { JobInput, JobOutput } from '../../shared/jobs.ts';
import { haloOf } from '../../shared/operationCosts.ts';
import { planeShape, type Plane } from '../../shared/planes.ts';
import { threadKernels } from '../kernels.ts';
import { operationNamed, withInputs } from './operationNamed.ts';
import { nextPiece, runPiece } from './pieces.ts';

/** A rectangle of a local operation's result, computed from what lies around it: a look before the whole is there. */
export function imageTile(input: JobInput<'imageTile'>): JobOutput<'imageTile'> {
  const { x, y, width, height, offset, halve } = input;
  const begun = performance.now();
  const out = new Float32Array(width * height);
  const scale = halve ? 2 : 1;
  const { width: fullWidth, height: fullHeight } = planeShape(input.planes['image']!);
  const x1 = Math.min(fullWidth, scale * (x + width));
  const y1 = Math.min(fullHeight, scale * (y + height));
  computePieces(input, { x0: scale * x, y0: scale * y, x1, y1 }, (piece, row) => {
    const columns = Math.ceil((piece.x1 - piece.x0) / scale);
    const rows = Math.ceil((piece.y1 - piece.y0) / scale);
    const first = (piece.y0 / scale - y) * width + piece.x0 / scale - x;
    for (let at = 0; at < rows; at++) {
      const into = out.subarray(first + at * width, first + at * width + columns);
      if (halve) {
        const lower = piece.y0 + 2 * at + 1 < y1 ? row(2 * at + 1) : null;
        halveRowInto(into, row(2 * at), lower, offset);
      } else {
        lessInto(into, row(at), offset);
      }
    }
  });
  return { pixels: out.buffer, ms: performance.now() - begun };
}

/** Not in the function that is made anew for each tile: that is compiled anew, too. */
function lessInto(out: Float32Array, pixels: PixelArray, offset: number): void {
  for (let i = 0; i < out.length; i++) out[i] = pixels[i]! - offset;
}

interface Rectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Lends the rows of a rectangle's pieces, counted from the first of each. */
function computePieces(
  work: ImageWork,
  { x0, y0, x1, y1 }: Rectangle,
  use: (piece: Rectangle, row: (at: number) => PixelArray) => void,
): void {
  const { values, control } = work;
  const operation = operationNamed(work.operation);
  for (let y = y0; y < y1;) {
    const size = nextPiece(operation, values, x1 - x0, y1 - y);
    // Pieces begin with whole blocks, whatever the rectangle does.
    const bottom = Math.min(y1, y - (y % BLOCK_ROWS) + Math.max(size.rows, BLOCK_ROWS));
    for (let x = x0; x < x1; x += size.columns) {
      const piece = { x0: x, y0: y, x1: Math.min(x1, x + size.columns), y1: bottom };
      runPiece(operation, values, control, (piece.x1 - x) * (bottom - y), (poll) =>
        computeRectangle(work, operation, piece, poll, (row) => use(piece, row)),
      );
    }
    y = bottom;
  }
}

function computeRectangle(
  work: ImageWork,
  operation: Operation,
  { x0, y0, x1, y1 }: Rectangle,
  poll: () => void,
  use: (row: (at: number) => PixelArray) => void,
): void {
  const halo = haloOf(operation, work.values).x;
  // Columns are cut out, with as many more as the operation looks at; rows stay as they are counted in the image.
  const from = Math.max(0, x0 - halo);
  const to = Math.min(planeShape(work.planes['image']!).width, x1 + halo);
  const frame: Frame = { ...work.frame, width: to - from };
  const first = Math.floor(y0 / BLOCK_ROWS) * BLOCK_ROWS;
  const { shape } = operation;
  const facts = shape.kind === 'local' && shape.placed ? shape.placed(work.facts, from, 1) : work.facts;
  withInputs(cutColumns(work.planes, from, to), (inputs) =>
    computeRows(
      { ...work, operation, facts, inputs, frame, y0: first, y1, poll },
      threadKernels(),
      (pixels) =>
        use((at) => {
          const start = (y0 - first + at) * frame.width + (x0 - from);
          return pixels.subarray(start, start + (x1 - x0));
        }),
    ),
  );
}

function cutColumns(
  planes: Readonly<Record<string, Plane>>,
  from: number,
  to: number,
): Record<string, Plane> {
  const cut = (plane: Plane): Plane => ({
    ...plane,
    window: { ...plane.window, x0: plane.window.x0 + from, width: to - from },
  });
  return Object.fromEntries(Object.entries(planes).map(([name, plane]) => [name, cut(plane)]));
}
