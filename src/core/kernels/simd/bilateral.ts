// Means of windows, weighted by place and value: four float32 (two float64) neighbours at a time.
import { decay } from './decay';

/** Beyond it a weight of e^-u no longer changes a sum that holds a weight of 1. */
const LONGEST: f64 = 44;

export function bilateral32(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  side: i32,
  places: usize,
  perValue: f64,
  out: usize,
): void {
  bilateral<f32>(pointer, pitch, width, rows, side, places, perValue, out);
}

export function bilateral64(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  side: i32,
  places: usize,
  perValue: f64,
  out: usize,
): void {
  bilateral<f64>(pointer, pitch, width, rows, side, places, perValue, out);
}

function bilateral<T>(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  side: i32,
  places: usize,
  perValue: f64,
  out: usize,
): void {
  const size = sizeof<T>();
  const lanes = 16 / <i32>size;
  const scale = v128.splat<T>(<T>perValue);
  const longest = v128.splat<T>(<T>LONGEST);
  const middle = <usize>(side >> 1) * (pitch + size);
  for (let y: i32 = 0; y < rows; y++) {
    // What a row writes beyond its end, the next one writes anew.
    for (let x: i32 = 0; x < width; x += lanes) {
      const corner = pointer + <usize>y * pitch + <usize>x * size;
      const centre = v128.load(corner + middle);
      let sum = i32x4.splat(0);
      let weights = sum;
      let place = places;
      for (let dy: i32 = 0; dy < side; dy++) {
        let rowSum = i32x4.splat(0);
        let rowWeights = rowSum;
        const from = corner + <usize>dy * pitch;
        const end = from + <usize>side * size;
        for (let at = from; at < end; at += size) {
          const difference = v128.sub<T>(v128.load(at), centre);
          const root = v128.mul<T>(difference, scale);
          const u = v128.mul<T>(root, root);
          const near = v128.lt<T>(u, longest);
          const weight = v128.and(v128.mul<T>(v128.load_splat<T>(place), decay<T>(u)), near);
          rowWeights = v128.add<T>(rowWeights, weight);
          rowSum = v128.add<T>(rowSum, v128.mul<T>(weight, v128.and(difference, near)));
          place += size;
        }
        sum = v128.add<T>(sum, rowSum);
        weights = v128.add<T>(weights, rowWeights);
      }
      const mean = v128.add<T>(centre, v128.div<T>(sum, weights));
      const finite = v128.eq<T>(v128.sub<T>(centre, centre), i32x4.splat(0));
      v128.store(out + <usize>(y * width + x) * size, v128.bitselect(mean, centre, finite));
    }
  }
}
