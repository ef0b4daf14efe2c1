/** A computation of one or more passes over the same plane, for any driver.
 *
 * The driver runs the computation's reduction with `params` over all rows, merges the partial results in row order,
 * and gives the merged one to `next`, which answers with another pass or with the result:
 *
 *     let step: MultiPassStep<…> = { done: false, pass: plan };
 *     while (!step.done) step = step.pass.next(await run(reduction, step.pass.params));
 *     return step.result;
 *
 * `params` is plain data, fit to be sent to another thread; the plan itself stays where it is. */
export interface MultiPass<Params, Partial, Result> {
  readonly params: Params;
  next(merged: Partial): MultiPassStep<Params, Partial, Result>;
}

export type MultiPassStep<Params, Partial, Result> =
  | { readonly done: false; readonly pass: MultiPass<Params, Partial, Result> }
  | { readonly done: true; readonly result: Result };
