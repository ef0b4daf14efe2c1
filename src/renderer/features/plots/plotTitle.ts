import type { PlotKind, PlotView } from '../../../shared/index.ts';

const TITLES: Readonly<Record<PlotKind, string>> = {
  scatter: 'Scatter',
  histogram: 'Histogram',
  corner: 'Corner',
  scatter3d: '3-D',
  residuals: 'Residuals',
  path: 'Path of alpha',
  'k-distance': 'Distance to the k-th neighbour',
  'k-curves': 'How many clusters',
  silhouette: 'Silhouettes',
  dendrogram: 'Dendrogram',
};

/** What stands above a plot: its own title, or its columns. */
export function plotTitle(plot: PlotView): string {
  if (plot.title !== '') return plot.title;
  const [x = '', y = ''] = plot.columns;
  if (plot.kind === 'scatter') return `${y} against ${x}`;
  if (plot.kind === 'histogram') return x;
  return TITLES[plot.kind];
}
