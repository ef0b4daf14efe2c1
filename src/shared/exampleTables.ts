import type { Document } from './document.ts';
import { makeStep } from './makeStep.ts';
import { withNewTable } from './newTable.ts';
import type { TableAction } from './tableReducer.ts';

type Apply = (document: Document, action: TableAction) => Document;
const SPAN = [
  [-12, 12],
  [-12, 12],
] as const;

/** The document with one of the worked examples open as the chapter's figure. */
export function exampleDocument(
  document: Document,
  example: 'plane-regression' | 'dbscan',
  apply: Apply,
): Document {
  const id = `t${document.nextTable}`;
  const name = example === 'dbscan' ? 'DBSCAN and k-means' : 'Plane regression';
  const step = makeStep(`${id}.source`, 'example-table', { name: example }, {});
  const open = withNewTable(document, step, { name });
  const shown = example === 'dbscan' ? clustered(open, id, apply) : fitted(open, id, apply);
  return { ...shown, layout: onlyPlots(shown) };
}

/** Example 4: the plane through 80 points, 20 kept to test it. */
function fitted(document: Document, table: string, apply: Apply): Document {
  const fit = apply(document, {
    type: 'add-model',
    table,
    params: { model: 'ols', x: ['x1', 'x2'], y: 'y', test_size: 20 },
  });
  const model = fit.tables.find((one) => one.id === table)!.models[0]!.id;
  const asked = apply(fit, { type: 'predict-at', table, model, at: [1.2, 4] });
  return apply(asked, {
    type: 'add-plot',
    table,
    plot: { kind: 'scatter3d', title: 'Plane regression', columns: ['x1', 'x2', 'y'], of: model },
  });
}

/** Example 5: where the points came from, and what DBSCAN makes of them. */
function clustered(document: Document, table: string, apply: Apply): Document {
  const found = apply(document, {
    type: 'add-clustering',
    table,
    operation: 'dbscan',
    params: { columns: ['x', 'y'], eps: 0.95, min_samples: 10 },
  });
  const plot = { kind: 'scatter', columns: ['x', 'y'], equal: true, range: SPAN, shading: 'points' } as const;
  const both = [
    { ...plot, title: 'Original', colour: 'origin' },
    { ...plot, title: 'Found by DBSCAN', colour: 'label' },
  ];
  return both.reduce((so, one) => apply(so, { type: 'add-plot', table, plot: one as never }), found);
}

function onlyPlots({ layout, images }: Document): Document['layout'] {
  return { ...layout, plots: images.length === 0 ? 100 : 60 };
}
