export {
  bitsetOf,
  combineBitsets,
  countRows,
  createBitset,
  equalBitsets,
  forEachRow,
  hasRow,
  invertBitset,
  rowsOf,
  setRow,
  type Bitset,
} from './bitset.ts';
export { decodeBitset, encodeBitset } from './bitsetText.ts';
export { evaluatePredicate, type PredicateSource, type TextCodes } from './evaluatePredicate.ts';
export { levelIndex, type LevelIndex } from './levelIndex.ts';
export { levelsOf, type Levels } from './levels.ts';
export { predicateColumns, type Predicate, type Scale } from './predicate.ts';
export { predicateSchema } from './schema.ts';
