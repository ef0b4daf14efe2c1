import { log } from '../math/index.ts';
import type { Parts } from './polygonGrid.ts';
import type { Scale } from './predicate.ts';

/** The values of an axis, each also as one of 65,535 equal steps between the least and the greatest: two bytes tell on which
 * side of most lines a value lies. */
export interface Levels {
  readonly values: Float64Array;
  readonly scale: Scale;
  /** The least and the greatest value on the scale. */
  readonly low: number;
  readonly high: number;
  /** Steps in a unit of the scale; 0 where the values cannot be told apart by steps. */
  readonly perUnit: number;
  /** The step of each row, from 1; 0 for a row that has no place on the axis. */
  readonly steps: Uint16Array;
}

const STEPS = 65_535;

/** Sorts values into steps.
 *
 * Non-finite: NaN, infinities and, on a logarithmic axis, what is not positive have step 0.
 * Cost:       two passes over the values, on a logarithmic axis with a logarithm of each. */
export function levelsOf(values: Float64Array, scale: Scale): Levels {
  const places = scale === 'log' ? values.map((value) => onAxis(value, scale)) : values;
  const steps = new Uint16Array(values.length);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    if (place - place !== 0) continue;
    if (place < low) low = place;
    if (place > high) high = place;
  }
  const perUnit = (STEPS - 1) / (high - low);
  const isTold = perUnit > 0 && perUnit < Infinity;
  const levels = { values, scale, low, high, perUnit: isTold ? perUnit : 0, steps };
  if (!isTold) return levels;
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    if (place - place === 0) steps[i] = 1 + (((place - low) * perUnit) | 0);
  }
  return levels;
}

/** The steps between two places of an axis, both ends included. */
export interface Steps {
  readonly first: number;
  readonly last: number;
  /** More than the rounding of a place. */
  readonly margin: number;
}

/** Steps in equal parts, for a grid. */
export interface StepParts extends Parts {
  /** The first step of the first part. */
  readonly first: number;
  /** A part has 2 ** shift steps. */
  readonly shift: number;
}

/** Null where steps are no wider than the rounding of a place. */
export function stepsOf(levels: Levels, from: number, to: number): Steps | null {
  const { low, high, perUnit } = levels;
  const size = Math.max(Math.abs(low), Math.abs(high), high - low, Math.abs(from), Math.abs(to), to - from);
  const margin = 1e-12 * size;
  if (perUnit === 0 || !(margin * perUnit < 1)) return null;
  return { first: stepAt(levels, from - margin), last: stepAt(levels, to + margin), margin };
}

/** The parts that hold the steps, where parts begin at multiples of their size from `steps.first` or, aligned, from 0 on. */
export function stepParts(levels: Levels, steps: Steps, shift: number, aligned = false): StepParts {
  const first = aligned ? (steps.first >> shift) << shift : steps.first;
  const count = ((steps.last - first) >> shift) + 1;
  return {
    first,
    shift,
    count,
    of: (value) => Math.min(count - 1, Math.max(0, (stepAt(levels, value) - first) >> shift)),
    start: (part) => levels.low + (first + (part << shift) - 1) / levels.perUnit,
    margin: steps.margin,
  };
}

/** The step that a place has, or would have if it lay between the extremes. */
function stepAt({ low, high, perUnit }: Levels, place: number): number {
  if (!(place > low)) return 1;
  return 1 + Math.floor((Math.min(place, high) - low) * perUnit);
}

/** A value on a scale; NaN where it has no place there. */
export function onAxis(value: number, scale: Scale): number {
  if (scale === 'linear') return value;
  return value > 0 && value < Infinity ? log(value) : Number.NaN;
}
