import type { Facts, ParameterValues, PrepareStep } from '../core/operations/index.ts';
import { planeShape, type Plane } from '../shared/planes.ts';
import { holdsIntegers, type BasePixels } from './basePixels.ts';
import type { ImageComputation } from './imageComputation.ts';
import type { Work } from './jobTracker.ts';
import { runPartials } from './passes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';

/** Most results of reductions that are kept of an image. */
const KEPT_REDUCTIONS = 8;

type Computation = Pick<ImageComputation, 'operation' | 'values' | 'inputs' | 'facts'>;
type Reduction = Extract<PrepareStep, { done: false }>;

/** Facts of the whole input image that the operation wants before it begins. What reductions of an image gave is remembered:
 * other parameters of an operation mostly ask for the same. */
export async function preparedFacts(
  pool: Pool,
  computation: Computation,
  plane: Plane,
  work: Work,
): Promise<Facts> {
  let step = firstStep(computation, computation.values, plane);
  while (!step.done) step = step.next(await reduced(pool, computation.inputs['image']!, plane, step, work));
  return step.facts;
}

/** The same where all that it takes is remembered; else null. */
export function rememberedFacts(computation: Computation, plane: Plane): Facts | null {
  const { facts } = computation.inputs['image']!;
  let step = firstStep(computation, computation.values, plane);
  while (!step.done) {
    const key = keyOf(step);
    if (!facts.reduced?.has(key)) return null;
    step = step.next(facts.reduced.get(key));
  }
  return step.facts;
}

/** What the facts would be if the image were its `sample`, with `values` to match; before all that waits. Nothing of it is
 * remembered. */
export async function sampledFacts(
  pool: Pool,
  computation: Computation,
  values: ParameterValues,
  sample: Plane,
  work: Work,
): Promise<Facts> {
  let step = firstStep(computation, values, sample);
  while (!step.done) {
    const [merged] = await runPartials(pool, sample, [requestOf(step)], work.control, PRIORITY.tile);
    step = step.next(merged);
  }
  return step.facts;
}

function firstStep(
  { operation: { shape }, inputs, facts }: Computation,
  values: ParameterValues,
  plane: Plane,
): PrepareStep {
  if (facts || !('prepare' in shape) || !shape.prepare) return { done: true, facts: facts ?? {} };
  const base = inputs['image']!;
  const { extrema } = base.facts;
  const image = { ...planeShape(plane), integer: holdsIntegers(base), ...(extrema ? { extrema } : {}) };
  return shape.prepare(values, image);
}

async function reduced(
  pool: Pool,
  { facts, window }: BasePixels,
  plane: Plane,
  step: Reduction,
  work: Work,
): Promise<unknown> {
  const known = (facts.reduced ??= new Map<string, unknown>());
  const underWay = (facts.beingReduced ??= new Map<string, Promise<unknown>>());
  const key = keyOf(step);
  work.expect(window.height, 'Measuring');
  // A look and the result may ask at the same time. What fails or is given up there is done here.
  while (underWay.has(key)) await underWay.get(key)!.catch(() => {});
  if (known.has(key)) return known.get(key);
  const pass = runPartials(pool, plane, [requestOf(step)], work.control);
  underWay.set(key, pass);
  try {
    const [merged] = await pass;
    known.set(key, merged);
    if (known.size > KEPT_REDUCTIONS) known.delete(known.keys().next().value!);
    return merged;
  } finally {
    underWay.delete(key);
  }
}

function keyOf({ reduction, params }: Reduction): string {
  return JSON.stringify([reduction, params]);
}

function requestOf({ reduction, params }: Reduction) {
  return { name: reduction, params };
}
