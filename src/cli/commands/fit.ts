import { predictAt, type RegressionResult } from '../../core/regression/index.ts';
import { invariant } from '../../core/errors/index.ts';
import { OPERATIONS, type ParameterValue } from '../../core/operations/index.ts';
import { silentWork } from '../../engine/index.ts';
import { makeStep } from '../../shared/index.ts';
import { givenParameters } from '../operationFlags.ts';
import { plainText, printJson, printTable } from '../output.ts';
import { reportWarnings } from '../report.ts';
import { TABLE, withTable } from '../tableSession.ts';
import { UsageError } from '../usageError.ts';

export interface FitFlags extends Readonly<Record<string, unknown>> {
  /** Values of the columns, one list for each --predict. */
  readonly predict?: readonly (readonly number[])[];
  readonly json?: boolean;
}

/** `asterism fit`: explains one column of a table by others. */
export async function fit(argument: string, flags: FitFlags): Promise<void> {
  const operation = OPERATIONS.get('fit')!;
  const params: Record<string, ParameterValue> = givenParameters(operation, flags, ['json', 'predict']);
  if (((params['x'] as readonly string[] | undefined) ?? []).length === 0)
    throw new UsageError('Name the columns that explain with --x a,b.');
  if (!params['y']) throw new UsageError('Name the column to be explained with --y c.');
  const x = params['x'] as readonly string[];
  const points = flags.predict ?? [];
  for (const point of points)
    if (point.length !== x.length)
      throw new UsageError(`--predict needs ${x.length} numbers (${x.join(', ')}), not ${point.length}.`);
  await withTable(argument, async ({ parts, file, recipe }) => {
    const model = makeStep('model', 'fit', params, { table: TABLE });
    const { value } = await parts.evaluator.evaluate(recipe(model), model.id, silentWork(), { load: false });
    invariant(value.kind === 'model', 'fit gives a model');
    const predictions = points.map((point) => predictAt(value.result, point));
    const result = { ...value.result, predictions };
    reportWarnings(file, result.warnings);
    if (flags.json) printJson(resultJson(result));
    else printTable(resultRows(result));
  });
}

function resultJson({ options, train, test, ...result }: RegressionResult): object {
  const { model, alpha, x, y } = options;
  return {
    model,
    ...(model === 'ols' ? {} : { alpha }),
    x,
    y,
    terms: result.terms,
    coefficients: result.coefficients,
    intercept: result.intercept,
    ...(test
      ? { score_train: train.r2, score_test: test.r2, rmse_train: train.rmse, rmse_test: test.rmse }
      : { score: train.r2, rmse: train.rmse }),
    predictions: result.predictions,
    rows: result.rows,
    test_rows: result.testRows,
    skipped: result.skipped,
    rank: result.rank,
    standard_errors: result.inference?.coefficients.map(({ standardError }) => standardError) ?? null,
    confidence: result.inference?.coefficients.map(({ confidence }) => confidence) ?? null,
    cross_validation: result.crossValidation,
    warnings: result.warnings.map(({ message }) => message),
  };
}

function resultRows({ options, train, test, ...result }: RegressionResult): string[][] {
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value);
  return [
    ['', 'value', 'standard error'],
    ...(options.fit_intercept
      ? [['intercept', number(result.intercept), number(result.inference?.intercept?.standardError)]]
      : []),
    ...result.terms.map((term, i) => [
      plainText(term),
      number(result.coefficients[i]),
      number(result.inference?.coefficients[i]?.standardError),
    ]),
    [test ? 'R² training' : 'R²', number(train.r2), ''],
    ...(test ? [['R² test', number(test.r2), '']] : []),
    ['RMSE', number((test ?? train).rmse), ''],
    ['rows', `${result.rows}${result.skipped > 0 ? `, ${result.skipped} left out` : ''}`, ''],
    ...result.predictions.map((value, i) => [`prediction ${i + 1}`, number(value), '']),
  ];
}
