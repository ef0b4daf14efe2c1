import { AppError } from '../../core/errors/index.ts';
import type { Operation, ParameterValues } from '../../core/operations/index.ts';
import { BLOCK_ROWS } from '../../core/reduce/index.ts';
import { isCancelled, type JobControl } from '../../shared/jobs.ts';
import { haloOf, OperationCosts, workKind } from '../../shared/operationCosts.ts';

/** Most kernels do not look at the cancel flag: work is done in pieces of about so long, and the flag looked at in between. */
const PIECE_MS = 30;
/** An operation slower than this has its windows to go through: a narrow piece with all around it costs no more than a wide one. */
const SLOW_MS_PER_PIXEL = 1e-3;
/** Columns come in whole lots, so that the pixels of a reduced result do not lie in two pieces. */
const COLUMNS = 128;

interface PieceSize {
  readonly columns: number;
  readonly rows: number;
}

/** By what operations took on this thread. */
const costs = new OperationCosts();

/** The size of the next piece of a rectangle of a result; its rows are whole blocks. */
export function nextPiece(
  operation: Operation,
  values: ParameterValues,
  columns: number,
  rows: number,
): PieceSize {
  if (operation.shape.kind !== 'local') return { columns, rows };
  const known = costs.estimate(workKind(operation, values), 1);
  if (!known) return { columns, rows: Math.min(rows, BLOCK_ROWS) };
  const perPixel = known.mostMs;
  const fitting = Math.floor(PIECE_MS / perPixel / columns / BLOCK_ROWS) * BLOCK_ROWS;
  if (fitting >= rows) return { columns, rows };
  const isSlow = perPixel > SLOW_MS_PER_PIXEL;
  // What surrounds a piece is computed as well, by separable filters at least: that should stay below a quarter.
  const least = isSlow ? BLOCK_ROWS : Math.ceil((8 * haloOf(operation, values).y) / BLOCK_ROWS) * BLOCK_ROWS;
  const taken = Math.min(rows, Math.max(BLOCK_ROWS, least, fitting));
  if (!isSlow) return { columns, rows: taken };
  const side = Math.max(1, Math.floor(PIECE_MS / perPixel / taken / COLUMNS)) * COLUMNS;
  return { columns: Math.min(columns, side), rows: taken };
}

/** Runs a piece of so many pixels, unless the work was cancelled, and remembers how long it took. A long piece may look again
 * whether it was. Errors: cancelled. */
export function runPiece(
  operation: Operation,
  values: ParameterValues,
  control: JobControl,
  pixels: number,
  piece: (poll: () => void) => void,
): void {
  const poll = () => {
    if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
  };
  poll();
  const begun = performance.now();
  piece(poll);
  costs.note(workKind(operation, values), pixels, performance.now() - begun);
}

/** Whether so much time has gone that others should have a turn. */
export function isTimeUp(begunMs: number): boolean {
  return performance.now() - begunMs > PIECE_MS;
}
