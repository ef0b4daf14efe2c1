export { applyContrast, MAX_CONTRAST, NEUTRAL } from './contrastBias.ts';
export {
  formulaInLetters,
  STRETCH_NAMES,
  stretchForward,
  stretchInverse,
  stretchParameter,
  type CurveParameter,
  type StretchName,
} from './curves.ts';
export {
  curveOfStretch,
  DISPLAY_STRETCH_NAMES,
  stretchFormula,
  stretchInDs9,
  stretchTitle,
  type DisplayStretch,
} from './displayStretch.ts';
export { buildStretchTable, placeOfIndex, TABLE_SIZE, tableIndex } from './displayTable.ts';
export {
  BIN_SPACINGS,
  EQUALISED_COUNTS,
  equalisation,
  endOfBins,
  type BinSpacing,
  type Equalisation,
  type ValueCounts,
} from './equalise.ts';
export {
  shadeOfPlace,
  stretchDomain,
  valueFromLevel,
  type DisplayMapping,
  type StretchDomain,
} from './domain.ts';
export { levelsInto, paintInto } from './paint.ts';
