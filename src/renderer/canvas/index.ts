export { createViewer, type ViewerSettings } from './createViewer.ts';
export type { Display, ImagePoint, StarColumns, View, Viewer, ViewerOptions } from './viewer.ts';
