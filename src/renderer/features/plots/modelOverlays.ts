import { predictAt, type RegressionResult } from '../../../core/regression/index.ts';
import type { Overlay, PlotColumn } from '../../canvas/plots/plotTypes.ts';
import type { Surface } from '../../canvas/plots/surface3d.ts';

/** Nodes of a curved surface along each axis. */
const NODES = 33;

/** A fit to one column as a line. */
export function fitLine(result: RegressionResult): readonly Overlay[] {
  if (result.options.x.length !== 1) return [];
  return [{ kind: 'function', of: (x) => predictAt(result, [x]), label: result.options.model, tone: 'star' }];
}

/** A fit to two columns as a surface over them: a plane, intercept and all, or a grid where there are higher terms. */
export function fitSurface(result: RegressionResult, x: PlotColumn, y: PlotColumn): Surface | null {
  const names = result.options.x;
  const [first, second] = [names.indexOf(x.label), names.indexOf(y.label)];
  if (names.length !== 2 || first < 0 || second < 0) return null;
  const at = (a: number, b: number): number => predictAt(result, first === 0 ? [a, b] : [b, a]);
  if (result.options.degree === 1) {
    const [a = 0, b = 0] = [result.coefficients[first], result.coefficients[second]];
    return { kind: 'plane', a, b, c: result.intercept };
  }
  const [xs, ys] = [nodesOver(x.values), nodesOver(y.values)];
  const z = new Float64Array(NODES * NODES);
  for (let j = 0; j < NODES; j++) for (let i = 0; i < NODES; i++) z[j * NODES + i] = at(xs[i]!, ys[j]!);
  return { kind: 'grid', x: xs, y: ys, z };
}

function nodesOver(values: Float64Array): Float64Array {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return Float64Array.from({ length: NODES }, (_, i) => low + ((high - low) * i) / (NODES - 1));
}
