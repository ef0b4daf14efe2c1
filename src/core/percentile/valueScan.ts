import {
  bytesPerPixel,
  newPixels,
  pixelView,
  roundDownTo,
  roundUpTo,
  type PixelArray,
} from '../kernels/index.ts';
import type { Reduction } from '../reduce/index.ts';

/** Pixels looked at by one call of the kernel; bounds its two lists. */
const CHUNK_PIXELS = 32_768;
const STORE_PIXELS = 65_536;

export interface ValueScanParams {
  /** Finite values <= low and >= high are collected. */
  readonly low: number;
  readonly high: number;
  /** Most values collected for each tail; a tail with more is given up. */
  readonly cap: number;
}

/** Values of one tail, in pieces; `null` when there were more than the cap. */
export type Tail = { readonly count: number; readonly pieces: readonly PixelArray[] } | null;

export interface ValueScanPartial {
  readonly finite: number;
  readonly nonFinite: number;
  /** Over the finite pixels; Infinity and -Infinity where there are none. */
  readonly minimum: number;
  readonly maximum: number;
  readonly lows: Tail;
  readonly highs: Tail;
}

/** Counts the finite pixels, finds their extremes, and collects their two tails.
 *
 * Method: one look at every pixel; the tails are lists, capped.
 * Shape: a plane in, counts, two numbers and two lists of the pixel type out.
 * Units: those of the pixels.
 * Non-finite: counted, never collected; a plane without finite pixels has the extremes Infinity and -Infinity.
 * Border: none.
 * Errors: none.   Cost: about one nanosecond for two float32 pixels; memory of the tails, at most 2 * cap values.
 * Source: plain definitions.
 * Checked against: the naive version in test/support/naive, by property tests. */
export const valueScan: Reduction<ValueScanParams, ValueScanPartial, ValueScanPartial> = {
  halo: 0,
  start(params, plane, kernels) {
    const type = plane.pixelType;
    const size = bytesPerPixel(type);
    const chunk = Math.min(CHUNK_PIXELS, plane.width * plane.height);
    const lowPointer = kernels.allocate((chunk + 4) * size);
    const highPointer = kernels.allocate((chunk + 4) * size);
    const low = roundDownTo(type, params.low);
    const high = roundUpTo(type, params.high);
    const lows = createTailStore(params.cap, (count) => newPixels(type, count));
    const highs = createTailStore(params.cap, (count) => newPixels(type, count));
    let finite = 0;
    let nonFinite = 0;
    let minimum = Infinity;
    let maximum = -Infinity;
    return {
      piece({ pointer, haloTop, y0, y1, width }) {
        const first = pointer + haloTop * width * size;
        const count = (y1 - y0) * width;
        for (let done = 0; done < count; done += chunk) {
          const pixels = Math.min(chunk, count - done);
          const scanned = kernels.scan({
            type,
            pointer: first + done * size,
            count: pixels,
            low: lows.open() ? low : -Infinity,
            high: highs.open() ? high : Infinity,
            lows: lowPointer,
            highs: highPointer,
          });
          finite += pixels - scanned.nonFinite;
          nonFinite += scanned.nonFinite;
          minimum = Math.min(minimum, scanned.minimum);
          maximum = Math.max(maximum, scanned.maximum);
          const { buffer } = kernels.memory;
          if (scanned.lowCount > 0) lows.append(pixelView(type, buffer, lowPointer, scanned.lowCount));
          if (scanned.highCount > 0) highs.append(pixelView(type, buffer, highPointer, scanned.highCount));
        }
      },
      end: () => ({ finite, nonFinite, minimum, maximum, lows: lows.end(), highs: highs.end() }),
    };
  },
  merge: (upper, lower, params) => ({
    finite: upper.finite + lower.finite,
    nonFinite: upper.nonFinite + lower.nonFinite,
    minimum: Math.min(upper.minimum, lower.minimum),
    maximum: Math.max(upper.maximum, lower.maximum),
    lows: mergedTail(upper.lows, lower.lows, params.cap),
    highs: mergedTail(upper.highs, lower.highs, params.cap),
  }),
  finish: (partial) => partial,
};

function createTailStore(cap: number, allocate: (count: number) => PixelArray) {
  const full: PixelArray[] = [];
  let current: PixelArray | undefined;
  let used = 0;
  let count = 0;
  let open = true;
  return {
    open: () => open,
    append(values: PixelArray) {
      count += values.length;
      if (count > cap) open = false;
      if (!open) return;
      for (let from = 0; from < values.length;) {
        if (!current || used === current.length) {
          if (current) full.push(current);
          current = allocate(STORE_PIXELS);
          used = 0;
        }
        const taken = Math.min(current.length - used, values.length - from);
        current.set(values.subarray(from, from + taken), used);
        used += taken;
        from += taken;
      }
    },
    end(): Tail {
      if (!open) return null;
      return { count, pieces: current ? [...full, current.slice(0, used)] : full };
    },
  };
}

function mergedTail(upper: Tail, lower: Tail, cap: number): Tail {
  if (!upper || !lower || upper.count + lower.count > cap) return null;
  return { count: upper.count + lower.count, pieces: [...upper.pieces, ...lower.pieces] };
}
