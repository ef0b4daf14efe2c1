import { argsort } from '../core/catalogue/index.ts';
import { asinh } from '../core/math/index.ts';
import { packColumns } from '../shared/index.ts';
import type { JobInput, JobOutput } from '../shared/jobs.ts';

/** Whole numbers up to here are float32 numbers. */
const FLOAT32_INTEGERS = 2 ** 24;

/** Maxima as packed columns, brightest first: x, y (1-based, whole image), value, normalized. */
export function brightestFirst({
  x,
  y,
  value,
  originX,
  originY,
  maximum,
}: JobInput<'brightestFirst'>): JobOutput<'brightestFirst'> {
  const order = argsort(value, true);
  const sorted =
    value instanceof Float32Array ? new Float32Array(order.length) : new Float64Array(order.length);
  const normalized = new Float64Array(order.length);
  const divisor = asinh(maximum);
  for (let i = 0; i < order.length; i++) {
    sorted[i] = value[order[i]!]!;
    normalized[i] = asinh(sorted[i]!) / divisor;
  }
  return packColumns({
    x: positions(x, order, originX + 1),
    y: positions(y, order, originY + 1),
    value: sorted,
    normalized,
  });
}

/** Positions in order, as float32 where that keeps them exactly (all but the centres of plateaus). */
function positions(column: Float64Array, order: Uint32Array, offset: number): Float32Array | Float64Array {
  const out = new Float64Array(order.length);
  let exact = true;
  for (let i = 0; i < order.length; i++) {
    out[i] = column[order[i]!]! + offset;
    exact &&= Number.isInteger(out[i]) && out[i]! <= FLOAT32_INTEGERS;
  }
  return exact ? new Float32Array(out) : out;
}
