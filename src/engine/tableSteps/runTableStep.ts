import { AppError, invariant } from '../../core/errors/index.ts';
import type { ParameterValues } from '../../core/operations/index.ts';
import type { Predicate } from '../../core/selection/index.ts';
import type { Step } from '../../shared/index.ts';
import { contentKey } from '../contentKey.ts';
import { tableBytes } from '../tables/index.ts';
import type { Evaluated, StepValue } from '../values.ts';
import { runKCurves, runKDistance, runSilhouette } from './analysisSteps.ts';
import { runClustering } from './clusterSteps.ts';
import { addComputedColumn, addLabels, addModelColumns } from './columnSteps.ts';
import { crossmatchStep, joinStep } from './combineSteps.ts';
import { runFit, runPath } from './modelSteps.ts';
import { openExample, openSelection, openSource, scanSource } from './sourceSteps.ts';
import { openStars } from './starsSource.ts';
import type { TableParts, TableRun } from './tableParts.ts';

type Inputs = ReadonlyMap<string, Evaluated>;

/** What a table step's value depends on besides its parameters and inputs: the file, where it reads one. */
export async function sourceKey(parts: TableParts, step: Step): Promise<string> {
  if (step.operation !== 'table-source') return '';
  const scan = await scanSource(parts, step);
  const dialect = scan.kind === 'delimited' ? scan.dialect : null;
  return contentKey(scan.kind, scan.file.path, scan.file.bytes, scan.file.modifiedMs, dialect);
}

/** Runs a step of shape `table`; its parameters are checked, its inputs are there. */
export async function runTableStep(run: TableRun, step: Step, inputs: Inputs): Promise<StepValue> {
  const params = step.params as ParameterValues;
  const table = (name = 'table') => ofKind(inputs, name, 'table');
  switch (step.operation) {
    case 'table-source':
      return openSource(run, step, await scanSource(run.parts, step));
    case 'star-table':
      return openStars(run, ofKind(inputs, 'catalogue', 'catalogue'));
    case 'example-table':
      return openExample(run, String(params['name']));
    case 'select-rows':
      return openSelection(run, params['where'] as Predicate, table());
    case 'join':
      return joinStep(run, params, table('left'), table('right'));
    case 'crossmatch':
      return crossmatchStep(run, params, table('left'), table('right'));
    case 'compute-column':
      return addComputedColumn(run, params, table());
    case 'label-column':
      return addLabels(run, params, table(), ofKind(inputs, 'clustering', 'clustering'));
    case 'model-columns':
      return addModelColumns(run, params, table(), ofKind(inputs, 'model', 'model'));
    case 'fit':
      return runFit(run, params, table());
    case 'dbscan':
    case 'kmeans':
    case 'hierarchical':
    case 'hdbscan':
      return runClustering(run, step.operation, params, table());
    case 'k-distance':
      return runKDistance(run, params, table());
    case 'k-curves':
      return runKCurves(run, params, table());
    case 'silhouette':
      return runSilhouette(run, params, table(), ofKind(inputs, 'clustering', 'clustering'));
    case 'regression-path':
      return runPath(run, ofKind(inputs, 'model', 'model'));
    default:
      throw new AppError('internal', `The engine cannot run "${step.operation}".`);
  }
}

/** What a value takes in memory, for the cache. */
export function tableStepBytes(value: StepValue): number {
  switch (value.kind) {
    case 'table':
      return tableBytes(value.table);
    case 'clustering':
      return value.labels.byteLength;
    case 'model':
      return value.request.y.byteLength * (value.request.columns.length + 1);
    default:
      return 4096;
  }
}

function ofKind<Kind extends StepValue['kind']>(inputs: Inputs, name: string, kind: Kind) {
  const value = inputs.get(name)?.value;
  invariant(value?.kind === kind, `the input "${name}" is ${kind}`);
  return value as Extract<StepValue, { kind: Kind }>;
}
