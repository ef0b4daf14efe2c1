import type { Document } from './document.ts';
import type { Step } from './recipe.ts';
import type { TableView } from './tables.ts';

/** The document with a table that a first step makes, shown; the step's id begins with the table's. */
export function withNewTable(
  document: Document,
  step: Step,
  about: Partial<TableView> & { readonly name: string },
): Document {
  const id = `t${document.nextTable}`;
  const table: TableView = {
    id,
    handle: null,
    chain: [step.id],
    hidden: [],
    sort: null,
    filter: '',
    onlySelected: false,
    places: null,
    image: null,
    plots: [],
    models: [],
    clusterings: [],
    selection: null,
    selections: [],
    ...about,
  };
  return {
    ...document,
    recipe: { ...document.recipe, steps: [...document.recipe.steps, step] },
    tables: [...document.tables, table],
    activeTable: id,
    nextTable: document.nextTable + 1,
    layout: { ...document.layout, side: 'table' },
  };
}
