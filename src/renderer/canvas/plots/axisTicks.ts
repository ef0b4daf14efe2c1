import { tickStep } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { AxisRange } from './plotTypes.ts';
import { unitOf, valueOf } from './plotView.ts';

export interface Tick {
  /** In axis units. */
  readonly at: number;
  /** Empty for a minor tick. */
  readonly label: string;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** From here on numbers are written as powers of ten. */
const LARGE = 1e6;
const SMALL = 1e-4;
/** A logarithmic axis shorter than this has too few powers of ten to read it by. */
const SHORT_DECADES = 1.2;

/** Round values within the range, about `count` of them with a label. */
export function axisTicks(range: AxisRange, log: boolean, count: number): Tick[] {
  if (!log) return linearTicks(range, count).map(({ value, label }) => ({ at: value, label }));
  if (range.high - range.low < SHORT_DECADES) {
    const values = { low: valueOf(range.low, true), high: valueOf(range.high, true) };
    return linearTicks(values, count)
      .filter(({ value }) => value > 0)
      .map(({ value, label }) => ({ at: unitOf(value, true), label }));
  }
  return logTicks(range, count);
}

function linearTicks({ low, high }: AxisRange, count: number): { value: number; label: string }[] {
  const values = scaleLinear().domain([low, high]).ticks(count);
  const step = tickStep(low, high, count);
  const largest = Math.max(...values.map(Math.abs), 0);
  return values.map((value) => ({ value, label: tickLabel(value, step, largest) }));
}

function logTicks({ low, high }: AxisRange, count: number): Tick[] {
  const every = Math.max(Math.ceil((high - low) / Math.max(count, 1)), 1);
  const ticks: Tick[] = [];
  for (let exponent = Math.ceil(low); exponent <= high; exponent++) {
    const label = exponent % every === 0 ? powerLabel(exponent) : '';
    ticks.push({ at: exponent, label });
  }
  if (every > 1 || high - low > 8) return ticks;
  const between: number[] = [];
  for (let exponent = Math.floor(low); exponent <= high; exponent++) {
    for (let digit = 2; digit < 10; digit++) {
      const at = exponent + Math.log10(digit);
      if (at >= low && at <= high) between.push(at);
    }
  }
  return [...ticks, ...between.map((at) => ({ at, label: '' }))];
}

/** A tick with as many decimals as its step needs; every label of an axis in the same notation. */
function tickLabel(value: number, step: number, largest: number): string {
  if (value === 0) return '0';
  if (largest >= LARGE || step < SMALL) {
    const exponent = Math.floor(Math.log10(largest) + 1e-9);
    const decimals = Math.max(exponent - Math.floor(Math.log10(step) + 1e-9), 0);
    const mantissa = value / 10 ** exponent;
    if (Number.isFinite(mantissa) && decimals <= 15)
      return `${minus(mantissa.toFixed(decimals))}×10${superscript(exponent)}`;
    return minus(value.toExponential(2));
  }
  const decimals = Math.min(Math.max(-Math.floor(Math.log10(step) + 1e-9), 0), 15);
  return minus(value.toFixed(decimals));
}

function powerLabel(exponent: number): string {
  if (exponent >= 0 && exponent <= 3) return String(10 ** exponent);
  if (exponent < 0 && exponent >= -3) return (10 ** exponent).toFixed(-exponent);
  return `10${superscript(exponent)}`;
}

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]!).join('');
  return exponent < 0 ? `⁻${digits}` : digits;
}

function minus(text: string): string {
  return text.replace('-', '−');
}
