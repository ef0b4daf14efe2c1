import { applyAction, type Document, type Recipe } from '../../shared/index.ts';

/** A document without what is made from some of its files, named by their handles. */
export function withoutSources(document: Document, handles: readonly string[]): Document {
  if (handles.length === 0) return document;
  const lost = dependents(document.recipe, new Set(handles));
  const uses = (steps: Iterable<string | null>): boolean =>
    [...steps].some((id) => id !== null && lost.has(id));
  let rest = document;
  for (const { id, handle, chain, models, clusterings } of document.tables) {
    const steps = [...chain, ...[...models, ...clusterings].map(({ step }) => step)];
    if ((handle !== null && handles.includes(handle)) || uses(steps))
      rest = applyAction(rest, { type: 'remove-table', table: id });
  }
  for (const { id, handle, steps, rgb } of document.images)
    if (
      (handle !== null && handles.includes(handle)) ||
      uses([...Object.values(steps), rgb?.green ?? null, rgb?.blue ?? null])
    )
      rest = applyAction(rest, { type: 'remove-image', image: id });
  return rest;
}

/** The steps that read one of the files, and all that take their results. */
function dependents(recipe: Recipe, handles: ReadonlySet<string>): ReadonlySet<string> {
  const lost = new Set<string>();
  // Inputs come before their use.
  for (const { id, handle, inputs } of recipe.steps)
    if (
      (handle !== undefined && handles.has(handle)) ||
      Object.values(inputs).some((input) => lost.has(input))
    )
      lost.add(id);
  return lost;
}
