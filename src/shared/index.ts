export { type Action, type EditAction } from './actions.ts';
export {
  enlarged,
  packPreviewHead,
  sentSize,
  unpackPreviewHead,
  type LookTile,
  type PreviewHead,
  type TileAddress,
} from './previewFormat.ts';
export { packColumns, unpackColumns, type Column } from './columnsFormat.ts';
export {
  MAX_EXTRA_STEPS,
  MAX_PREVIEW_TILES,
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
  shownImages,
  activeTable,
  layersShown,
  EMPTY_DOCUMENT,
  type Composite,
  loadedColormapId,
  type Document,
  type Arrangement,
  type ImageSteps,
  type ImageView,
  type Layout,
  type LoadedColormap,
  type MaskLayer,
  type Selection,
} from './document.ts';
export { MENU_COMMANDS, type MenuCommandId } from './menuCommands.ts';
export { MAX_MADE_BYTES, type DroppedFile, type Host, type MadeFile, type MenuCommand } from './host.ts';
export { madeMeaning } from './pixelMeaning.ts';
export { findStep, sourceStep, type Recipe, type Step } from './recipe.ts';
export { checkedParams, makeStep } from './makeStep.ts';
export { nextRegionNumber } from './regionReducer.ts';
export { imageSteps } from './newImage.ts';
export { applyAction, isUndoable } from './reducer.ts';
export {
  CLUSTER_OPERATIONS,
  headOf,
  type ClusteringView,
  type ClusterOperation,
  type ModelView,
  type NamedSelection,
  type PlotKind,
  type PlotView,
  type RowPlaces,
  type TableView,
} from './tables.ts';
export { paramsOf } from './tableChain.ts';
export type {
  CatalogueSummary,
  Cutout,
  EngineEvent,
  FileDescription,
  HduSummary,
  HeaderCards,
  HistogramSummary,
  BinaryComparison,
  ImageSummary,
  JobResult,
  LeftSession,
  LimitsSummary,
  PeaksSummary,
  PixelReadout,
  RowsPage,
  SessionResult,
  SessionState,
  StepSummary,
  VerifyReport,
  ZscaleSample,
} from './summaries.ts';
export type {
  AnalysisSummary,
  ClusteringSummary,
  ColumnStatistics,
  KCurvesSummary,
  KDistanceSummary,
  ModelSummary,
  PathSummary,
  SilhouetteSummary,
  TableCell,
  TableChoice,
  TableColumnSummary,
  TablePage,
  TableSummary,
  TreeSegment,
} from './tableSummaries.ts';
