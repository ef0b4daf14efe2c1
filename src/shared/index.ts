export { type Action, type EditAction } from './actions.ts';
export { packColumns, unpackColumns, type Column } from './columnsFormat.ts';
export {
  ENDPOINTS,
  TILE_SIZE,
  WINDOW_HEADER,
  type Answer,
  type Body,
  type EndpointName,
  type Endpoints,
} from './contract.ts';
export {
  activeImage,
  EMPTY_DOCUMENT,
  type Document,
  type ImageSteps,
  type ImageView,
  type Layout,
  type Predicate,
  type Selection,
} from './document.ts';
export type { DroppedFile, Host, MenuCommand } from './host.ts';
export { findStep, type Recipe, type Step } from './recipe.ts';
export { applyAction, checkedParams, imageSteps, isUndoable, makeStep } from './reducer.ts';
export type {
  CatalogueSummary,
  Cutout,
  EngineEvent,
  FileDescription,
  HduSummary,
  HeaderCards,
  HistogramSummary,
  ImageSummary,
  JobResult,
  LimitsSummary,
  PeaksSummary,
  PixelReadout,
  RowsPage,
  StepSummary,
  VerifyReport,
} from './summaries.ts';
