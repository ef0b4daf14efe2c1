export { automaticLook, LEVEL_PERCENTILES, withMethod, type ChannelLevels } from './automaticLook.ts';
export { compositeInto } from './composite.ts';
export { isSameGrid, isSameSize, liesOnSky, type ImagePlace } from './liesOnSky.ts';
export {
  COMPOSITE_METHODS,
  lookWithout,
  Q_LIMITS,
  type CompositeLook,
  type CompositeMethod,
  type Triple,
} from './look.ts';
