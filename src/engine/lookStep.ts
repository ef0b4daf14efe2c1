import type { OperationCosts, WorkKind } from '../shared/operationCosts.ts';

/** A look may take so long to be computed and sent: with its way and its painting it is then there in a tenth of a second. */
const BUDGET_MS = 60;
/** What is sent and coloured in a millisecond, on two cores that also compute and paint. */
const SENT_PER_MS = 16_000;

/** So few threads share their processors with the window, which draws while a look is computed: that takes twice as long. */
const FEW_THREADS = 2;

/** What a look of some step takes. */
export interface LookPlan {
  readonly step: number;
  /** Pixels that are sent. */
  readonly sent: number;
  /** The tiles. */
  readonly parts: readonly { readonly kind: WorkKind; readonly pixels: number }[];
}

/** The finest look that is there in time, of those from exact to coarsest, or the coarsest of all. Null where it cannot be told
 * whether the exact one is before some of it is measured. */
export function lookStep(costs: OperationCosts, plans: readonly LookPlan[], threads: number): number | null {
  const [exact, ...coarse] = plans;
  if (!exact || coarse.length === 0) return 1;
  const cost = costOf(costs, exact, threads);
  if (cost.mostMs <= BUDGET_MS) return exact.step;
  if (cost.leastMs <= BUDGET_MS) return null;
  // One that turns out to take longer is known better the next time.
  const inTime = coarse.find((plan) => costOf(costs, plan, threads).leastMs <= BUDGET_MS);
  return (inTime ?? coarse.at(-1)!).step;
}

function costOf(costs: OperationCosts, { parts, sent }: LookPlan, threads: number) {
  const atOnce = Math.max(1, Math.min(threads, parts.length)) / (threads > FEW_THREADS ? 1 : 2);
  let leastMs = sent / SENT_PER_MS;
  let mostMs = leastMs;
  for (const { kind, pixels } of parts) {
    // A map of single pixels is fast.
    const unknown = { leastMs: 0, mostMs: kind.area === 1 ? 0 : Infinity };
    const cost = costs.estimate(kind, pixels) ?? unknown;
    leastMs += cost.leastMs / atOnce;
    mostMs += cost.mostMs / atOnce;
  }
  return { leastMs, mostMs };
}
