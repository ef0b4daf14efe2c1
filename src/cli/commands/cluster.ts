import { invariant } from '../../core/errors/index.ts';
import { OPERATIONS } from '../../core/operations/index.ts';
import { silentWork } from '../../engine/index.ts';
import { makeStep, type ClusterOperation } from '../../shared/index.ts';
import { givenParameters } from '../operationFlags.ts';
import { printJson } from '../output.ts';
import { reportWarnings } from '../report.ts';
import { tableFormatOf } from '../tableFormatOf.ts';
import { TABLE, withTable } from '../tableSession.ts';
import { UsageError } from '../usageError.ts';

export interface ClusterFlags extends Readonly<Record<string, unknown>> {
  readonly method: ClusterOperation;
  readonly output?: string;
  readonly json?: boolean;
}

/** `asterism cluster`: groups of rows, labelled. */
export async function cluster(argument: string, flags: ClusterFlags): Promise<void> {
  const operation = OPERATIONS.get(flags.method)!;
  const params = givenParameters(operation, flags, ['method', 'output', 'json']);
  if (((params['columns'] as readonly string[] | undefined) ?? []).length === 0)
    throw new UsageError('Name the columns to cluster with --columns a,b.');
  const { output } = flags;
  const format = output === undefined ? null : tableFormatOf(output);
  await withTable(argument, async ({ parts, file, input, recipe }) => {
    const clustering = makeStep('clustering', flags.method, params, { table: TABLE });
    const labels = makeStep('labels', 'label-column', {}, { table: TABLE, clustering: clustering.id });
    const work = silentWork();
    const steps = recipe(clustering, labels);
    const { value } = await parts.evaluator.evaluate(steps, clustering.id, work, { load: false });
    invariant(value.kind === 'clustering', `${flags.method} gives a clustering`);
    reportWarnings(
      file,
      value.warnings.map((message) => ({ code: 'clustering', message })),
    );
    if (output !== undefined && format !== null) {
      const { value: table } = await parts.evaluator.evaluate(steps, labels.id, work, { load: false });
      invariant(table.kind === 'table', 'label-column gives a table');
      const request = { target: output, format, inputs: [input], rows: null };
      const written = await parts.tables.write(table.table, request, work);
      reportWarnings(file, written.warnings);
    }
    if (flags.json)
      printJson({
        method: flags.method,
        columns: params['columns'],
        clusters: value.clusters,
        noise: value.noise,
        skipped: value.skipped,
        ...(value.centers === null ? {} : { inertia: value.inertia, centers: value.centers }),
        labels: Array.from(value.labels, (label) => (label === -2 ? null : label)),
      });
    else
      process.stdout.write(
        `${counted(value.clusters, 'cluster')}, ${counted(value.noise, 'row')} of noise${value.skipped > 0 ? `, ${counted(value.skipped, 'row')} left out for missing cells` : ''}.\n`,
      );
  });
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
