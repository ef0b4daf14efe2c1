// Non-local means: what the pixels of a rectangle give to one another across one shift.
import { decay } from './decay';

/** Patches farther apart than this get no weight. */
const CUTOFF: f64 = 5;

export function patchPairs32(
  values: usize,
  pitch: i32,
  width: i32,
  rows: i32,
  dx: i32,
  dy: i32,
  radius: i32,
  scale: f64,
  noise: f64,
  holes: i32,
  sums: usize,
  weights: usize,
  sumPitch: i32,
  distances: usize,
  known: usize,
): void {
  patchPairs<f32>(
    values,
    pitch,
    width,
    rows,
    dx,
    dy,
    radius,
    scale,
    noise,
    holes,
    sums,
    weights,
    sumPitch,
    distances,
    known,
  );
}

export function patchPairs64(
  values: usize,
  pitch: i32,
  width: i32,
  rows: i32,
  dx: i32,
  dy: i32,
  radius: i32,
  scale: f64,
  noise: f64,
  holes: i32,
  sums: usize,
  weights: usize,
  sumPitch: i32,
  distances: usize,
  known: usize,
): void {
  patchPairs<f64>(
    values,
    pitch,
    width,
    rows,
    dx,
    dy,
    radius,
    scale,
    noise,
    holes,
    sums,
    weights,
    sumPitch,
    distances,
    known,
  );
}

function patchPairs<T>(
  values: usize,
  pitch: i32,
  width: i32,
  rows: i32,
  dx: i32,
  dy: i32,
  radius: i32,
  scale: f64,
  noise: f64,
  holes: i32,
  sums: usize,
  weights: usize,
  sumPitch: i32,
  distances: usize,
  known: usize,
): void {
  const size = <i32>sizeof<T>();
  const lanes = 16 / size;
  const span = 2 * radius;
  // Pairs whose first or second pixel is inside: their first pixels, and those that their patches reach.
  const x0 = min(0, -dx);
  const step = (width + abs(dx) + span - 1 + lanes - 1) & -lanes;
  const lines = rows + dy + span - 1;
  const shift = (dy * pitch + dx) * size;
  const start = <i32>values + ((1 - radius - dy) * pitch + x0 + 1 - radius) * size;
  squares<T>(start, pitch, shift, step, lines, noise, holes, distances, known);
  const count = lines * step;
  boxSums<T>(distances, count, span, step);
  boxSums<T>(distances, count, span, 1);
  if (holes) {
    boxSums<T>(known, count, span, step);
    boxSums<T>(known, count, span, 1);
  }
  weigh<T>(distances, (rows + dy) * step, scale, <f64>(span * span), holes, known);
  const asFirst = <i32>distances + (dy * step - x0) * size;
  const asSecond = <i32>distances - (dx + x0) * size;
  for (let y: i32 = 0; y < rows; y++) {
    const at = <i32>values + y * pitch * size;
    const to = y * sumPitch * size;
    const line = y * step * size;
    gather<T>(asFirst + line, at, at + shift, width, holes, sums + to, weights + to);
    gather<T>(asSecond + line, at, at - shift, width, holes, sums + to, weights + to);
  }
}

/** Squared differences, less the share of the noise; where holes are, which of them are known. */
function squares<T>(
  from: usize,
  pitch: i32,
  shift: i32,
  columns: i32,
  lines: i32,
  noise: f64,
  holes: i32,
  out: usize,
  known: usize,
): void {
  const off = v128.splat<T>(<T>noise);
  const one = v128.splat<T>(<T>1);
  const bytes = columns * <i32>sizeof<T>();
  for (let line: i32 = 0; line < lines; line++) {
    const at = from + line * pitch * sizeof<T>();
    const to = line * bytes;
    for (let x: i32 = 0; x < bytes; x += 16) {
      const difference = v128.sub<T>(v128.load(at + x), v128.load(at + x + shift));
      const square = v128.sub<T>(v128.mul<T>(difference, difference), off);
      if (holes) {
        const finite = v128.eq<T>(v128.sub<T>(difference, difference), i32x4.splat(0));
        v128.store(out + to + x, v128.and(square, finite));
        v128.store(known + to + x, v128.and(one, finite));
      } else v128.store(out + to + x, square);
    }
  }
}

/** Sums of `terms` numbers `step` apart, in place; the last (terms - 1) `step` places hold anything. Sums of two, of twos and so
 * on, while the number is even. */
function boxSums<T>(pointer: usize, count: i32, terms: i32, step: i32): void {
  let left = terms;
  let apart = <usize>step * sizeof<T>();
  let end = pointer + <usize>count * sizeof<T>();
  while ((left & 1) == 0) {
    end -= apart;
    for (let at = pointer; at < end; at += 16)
      v128.store(at, v128.add<T>(v128.load(at), v128.load(at + apart)));
    apart += apart;
    left >>= 1;
  }
  if (left == 1) return;
  end -= apart * (left - 1);
  if (left == 3) {
    for (let at = pointer; at < end; at += 16)
      v128.store(
        at,
        v128.add<T>(v128.add<T>(v128.load(at), v128.load(at + apart)), v128.load(at + 2 * apart)),
      );
    return;
  }
  for (let at = pointer; at < end; at += 16) {
    let sum = v128.load(at);
    for (let term: i32 = 1; term < left; term++) sum = v128.add<T>(sum, v128.load(at + apart * term));
    v128.store(at, sum);
  }
}

/** Turns sums into weights, in place. */
function weigh<T>(sums: usize, count: i32, scale: f64, area: f64, holes: i32, known: usize): void {
  const factor = v128.splat<T>(<T>scale);
  const whole = v128.splat<T>(<T>area);
  const cutoff = v128.splat<T>(<T>CUTOFF);
  const bytes = count * <i32>sizeof<T>();
  for (let at: i32 = 0; at < bytes; at += 16) {
    let u = v128.mul<T>(v128.pmax<T>(i32x4.splat(0), v128.load(sums + at)), factor);
    if (holes) u = v128.mul<T>(u, v128.div<T>(whole, v128.load(known + at)));
    const near = v128.le<T>(u, cutoff);
    if (v128.any_true(near)) v128.store(sums + at, v128.and(decay<T>(u), near));
    else v128.store(sums + at, near);
  }
}

/** Adds a row of weights, and what they weigh: the differences of partners from their pixels. */
function gather<T>(
  pairs: usize,
  pixels: usize,
  partners: usize,
  width: i32,
  holes: i32,
  sums: usize,
  weights: usize,
): void {
  const bytes = width * <i32>sizeof<T>();
  for (let x: i32 = 0; x < bytes; x += 16) {
    let weight = v128.load(pairs + x);
    let difference = v128.sub<T>(v128.load(partners + x), v128.load(pixels + x));
    if (holes) {
      const finite = v128.eq<T>(v128.sub<T>(difference, difference), i32x4.splat(0));
      weight = v128.and(weight, finite);
      difference = v128.and(difference, finite);
    }
    v128.store(weights + x, v128.add<T>(v128.load(weights + x), weight));
    v128.store(sums + x, v128.add<T>(v128.load(sums + x), v128.mul<T>(weight, difference)));
  }
}
