import { countSelected } from './cells.ts';
import type { AxisRange, RowBits } from './plotTypes.ts';

/** Rows sorted into equal bins. */
export interface Binning {
  readonly range: AxisRange;
  readonly all: Uint32Array;
  /** Bin of each row; the number of bins for those outside the range and without a value. */
  readonly binOfRow: Uint16Array;
}

/** Counts of rows in equal bins, of all and of the selected ones. */
export interface BinCounts {
  readonly range: AxisRange;
  readonly all: Uint32Array;
  readonly selected: Uint32Array | null;
}

const FEWEST = 8;
const MOST = 400;
const SAMPLE = 20_000;

/** Sorts values (in axis units) within the range into at most 65535 bins; the last holds the upper end too. */
export function binRows(units: Float64Array, range: AxisRange, bins: number): Binning {
  const all = new Uint32Array(bins);
  const binOfRow = new Uint16Array(units.length).fill(bins);
  const { low, high } = range;
  const scale = bins / (high - low);
  for (let i = 0; i < units.length; i++) {
    const value = units[i]!;
    if (!(value >= low && value <= high)) continue;
    const place = ((value - low) * scale) | 0;
    const bin = place < bins ? place : bins - 1;
    all[bin]! += 1;
    binOfRow[i] = bin;
  }
  return { range, all, binOfRow };
}

/** The counts of the bins, with those of the selected rows when there is a selection. */
export function binCounts({ range, all, binOfRow }: Binning, selection: RowBits | null): BinCounts {
  if (!selection) return { range, all, selected: null };
  const selected = new Uint32Array(all.length + 1);
  countSelected(selected, binOfRow, selection, all);
  return { range, all, selected: selected.subarray(0, all.length) };
}

/** How many bins show the shape of the values without its noise.
 * Source: D. Freedman and P. Diaconis, 1981, Z. Wahrscheinlichkeitstheorie verw. Gebiete 57, 453: a width of twice the
 * interquartile range over the cube root of the count. Quartiles come from an even sample of at most 20,000 values. */
export function binNumber(units: Float64Array, range: AxisRange): number {
  const step = Math.max(Math.floor(units.length / SAMPLE), 1);
  const sample: number[] = [];
  for (let i = 0; i < units.length; i += step) {
    if (units[i]! >= range.low && units[i]! <= range.high) sample.push(units[i]!);
  }
  const sorted = Float64Array.from(sample).sort();
  const quartile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const spread = quartile(0.75) - quartile(0.25);
  const count = sample.length * step;
  const width = (2 * spread) / Math.cbrt(Math.max(count, 1));
  const wanted = width > 0 ? Math.ceil((range.high - range.low) / width) : Math.ceil(Math.sqrt(count));
  return Math.min(Math.max(wanted, FEWEST), MOST);
}
