export { COLORMAP_GROUPS, COLORMAP_NAMES, colormap, type ColormapName } from './colormap.ts';
export { COLOUR_DIGITS, coloursOfDigits, parseColormapFile } from './colormapFile.ts';
export { applyLevels, packColour, packHexColour } from './packColour.ts';
