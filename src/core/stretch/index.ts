export {
  DISPLAY_STRETCH_NAMES,
  STRETCH_NAMES,
  stretchForward,
  stretchFormula,
  stretchInverse,
  stretchTitle,
  type DisplayStretch,
  type StretchName,
} from './curves.ts';
export { buildStretchTable, placeOfIndex, TABLE_SIZE, tableIndex } from './displayTable.ts';
export {
  shadeOfPlace,
  stretchDomain,
  valueFromLevel,
  type DisplayMapping,
  type StretchDomain,
} from './domain.ts';
export { levelsInto, paintInto } from './paint.ts';
