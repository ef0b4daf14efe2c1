export { applyLevels, COLORMAP_NAMES, colormap, packColour, type ColormapName } from './colormap.ts';
