import { bookNormalise } from './bookNormalise.ts';
import { crop } from './crop.ts';
import { exampleImage } from './exampleImage.ts';
import { fluxCut } from './fluxCut.ts';
import { histogram } from './histogram.ts';
import { localMaxima } from './localMaxima.ts';
import type { Operation } from './operation.ts';
import { percentileLimits } from './percentileLimits.ts';
import { rescale } from './rescale.ts';
import { source } from './source.ts';
import { kCurves, kDistance, regressionPath, silhouetteOperation } from './analyses.ts';
import { dbscan } from './dbscan.ts';
import { fitModel } from './fitModel.ts';
import { hdbscan } from './hdbscan.ts';
import { hierarchical } from './hierarchical.ts';
import { kmeans } from './kmeans.ts';
import {
  computeColumn,
  crossmatchTables,
  exampleTable,
  joinTables,
  labelColumn,
  modelColumns,
  selectRows,
  starTable,
} from './tableOperations.ts';
import { tableSource } from './tableSource.ts';
import { stretch } from './stretchOperation.ts';
import { zscaleLimits } from './zscaleLimits.ts';
import { geometryOperations } from './geometry/index.ts';
import { featureOperations } from './features/index.ts';
import { intensityOperations } from './intensity/index.ts';
import { measureOperations } from './measure/index.ts';
import { morphologyOperations } from './morphology/index.ts';
import { filterOperations } from './filter/index.ts';
import { thresholdOperations } from './threshold/index.ts';

export { computeRows, resultFrame, type RowsRequest } from './computeRows.ts';
export { exampleImage } from './exampleImage.ts';
export { mappedPixels } from './mappedPixels.ts';
export type {
  Facts,
  Frame,
  GeometricJob,
  GlobalJob,
  LocalJob,
  MeasuredTable,
  PrepareStep,
} from './imageJobs.ts';
export {
  furtherInputs,
  isImageShape,
  type GlobalShape,
  type ImageShape,
  type Limits,
  type LocalShape,
  type Operation,
  type OperationGroup,
  type PixelExtrema,
  type PixelMeaning,
  type Shape,
  type ValueType,
} from './operation.ts';
export {
  allowedValues,
  flagName,
  parametersSchema,
  type Parameter,
  type Parameters,
  type ParameterValue,
  type ParameterValues,
  type Section,
} from './parameter.ts';

/** Every operation there is, by name. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [
    source,
    exampleImage,
    crop,
    bookNormalise,
    percentileLimits,
    zscaleLimits,
    rescale,
    stretch,
    histogram,
    localMaxima,
    fluxCut,
    tableSource,
    starTable,
    exampleTable,
    computeColumn,
    selectRows,
    joinTables,
    crossmatchTables,
    fitModel,
    modelColumns,
    regressionPath,
    dbscan,
    kmeans,
    hierarchical,
    hdbscan,
    labelColumn,
    kDistance,
    kCurves,
    silhouetteOperation,
    ...thresholdOperations,
    ...filterOperations,
    ...morphologyOperations,
    ...measureOperations,
    ...intensityOperations,
    ...featureOperations,
    ...geometryOperations,
  ].map((operation) => [operation.name, operation]),
);
