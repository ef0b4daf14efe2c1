export { createCompass, type Compass } from './compass.ts';
export { fitsOf, visibleFits } from './fitsPlace.ts';
export { createLineTool, type DrawnLine, type LineTool } from './lineTool.ts';
export { rulerText } from './rulerText.ts';
export { createScaleBar, type ScaleBar } from './scaleBar.ts';
export { createSkyGrid, type SkyGrid } from './skyGrid.ts';
export { createWatch } from './watch.ts';
