import type { OperationCosts, WorkKind } from '../shared/operationCosts.ts';

/** Computing a look may take so long: with its way and its painting it is then there in a tenth of a second. */
const BUDGET_MS = 60;

/** What a look of some step takes. */
export interface LookPlan {
  readonly step: number;
  /** The tiles. */
  readonly parts: readonly { readonly kind: WorkKind; readonly pixels: number }[];
}

/** The finest look that is there in time, of those from exact to coarsest, or the coarsest of all. Null where it cannot be told
 * whether the exact one is before some of it is measured. */
export function lookStep(costs: OperationCosts, plans: readonly LookPlan[], threads: number): number | null {
  const [exact, ...coarse] = plans;
  // A map of single pixels is fast.
  if (!exact || coarse.length === 0 || exact.parts.every(({ kind }) => kind.area === 1)) return 1;
  const cost = costOf(costs, exact, threads);
  if (cost && cost.mostMs <= BUDGET_MS) return exact.step;
  if (!cost || cost.leastMs <= BUDGET_MS) return null;
  // One that turns out to take longer is known better the next time.
  const inTime = coarse.find((plan) => (costOf(costs, plan, threads)?.leastMs ?? 0) <= BUDGET_MS);
  return (inTime ?? coarse.at(-1)!).step;
}

function costOf(costs: OperationCosts, { parts }: LookPlan, threads: number) {
  const atOnce = Math.max(1, Math.min(threads, parts.length));
  let [leastMs, mostMs] = [0, 0];
  for (const { kind, pixels } of parts) {
    const cost = costs.estimate(kind, pixels);
    if (!cost) return null;
    leastMs += cost.leastMs / atOnce;
    mostMs += cost.mostMs / atOnce;
  }
  return { leastMs, mostMs };
}
