import { invariant } from '../../core/errors/index.ts';
import { OPERATIONS, type Operation, type ParameterValues } from '../../core/operations/index.ts';
import {
  imageFormatOf,
  imageStatisticsOf,
  silentWork,
  writeImageAs,
  type ImageFormat,
  type ImageValue,
  type StepValue,
} from '../../engine/index.ts';
import { makeStep } from '../../shared/index.ts';
import { givenParameters } from '../operationFlags.ts';
import { printJson } from '../output.ts';
import { reportWarnings } from '../report.ts';
import { withFile, type Session } from '../session.ts';
import { tableFormatOf } from '../tableFormatOf.ts';
import { UsageError } from '../usageError.ts';

export interface ImageFlags extends Readonly<Record<string, unknown>> {
  readonly method: string;
  readonly output?: string;
  readonly json?: boolean;
}

const RESULT = 'result';

/** `asterism filter`: an image from an image. */
export async function filter(argument: string, flags: ImageFlags): Promise<void> {
  await operate(argument, flags, async ({ parts }, image) => {
    const { width, height } = image.base.window;
    const { min, max, mean, std, nan } = await imageStatisticsOf(parts.pool, image, silentWork());
    const stats = { min, max, mean, std, nan };
    if (flags.json) printJson({ method: flags.method, width, height, ...numbers(image), stats });
    else
      process.stdout.write(
        `${width} x ${height} pixels from ${min} to ${max}, mean ${mean}, standard deviation ${std}; ${nan} missing.\n`,
      );
  });
}

/** `asterism threshold`: a binary image. */
export async function threshold(argument: string, flags: ImageFlags): Promise<void> {
  await operate(argument, flags, async ({ parts }, image) => {
    const { width, height } = image.base.window;
    const { mean } = await imageStatisticsOf(parts.pool, image, silentWork());
    const count = Math.round(mean * width * height) || 0;
    const facts = numbers(image);
    if (flags.json) printJson({ method: flags.method, width, height, ...facts, count });
    else {
      const level = 'threshold' in facts ? ` above ${facts['threshold']}` : '';
      process.stdout.write(`${count} of ${width * height} pixels are on${level}.\n`);
    }
  });
}

/** `asterism measure`: a table from an image. */
export async function measure(argument: string, flags: ImageFlags): Promise<void> {
  const { output } = flags;
  const format = output === undefined ? null : tableFormatOf(output);
  await withResult(argument, flags, parametersOf(flags), async ({ parts, file, open }, value) => {
    invariant(value.kind === 'table', `${flags.method} gives a table`);
    reportWarnings(file, value.warnings);
    const { columns, rows } = value.table;
    if (output !== undefined && format !== null) {
      const request = { target: output, format, inputs: [open.file.path], rows: null };
      reportWarnings(file, (await parts.tables.write(value.table, request, silentWork())).warnings);
    }
    const names = columns.map(({ name }) => name);
    if (flags.json) printJson({ method: flags.method, rows, columns: names });
    else process.stdout.write(`${rows} ${rows === 1 ? 'row' : 'rows'} of ${names.join(', ')}.\n`);
  });
}

/** Makes the image, writes it where that is asked for, and lends it to `report`. */
async function operate(
  argument: string,
  flags: ImageFlags,
  report: (session: Session, image: ImageValue) => Promise<void>,
): Promise<void> {
  const { output } = flags;
  const format = output === undefined ? null : formatOf(output);
  const params = parametersOf(flags);
  await withResult(argument, flags, params, async (session, value) => {
    const { parts, file, open } = session;
    invariant(value.kind === 'image', `${flags.method} gives an image`);
    if (output !== undefined && format !== null) {
      const history = [historyOf(flags.method, params)];
      const request = { target: output, format, inputs: [open.file.path], history };
      reportWarnings(file, await writeImageAs(parts.pool, value, request, silentWork()));
    }
    await report(session, value);
  });
}

/** Opens the image, and lends what the method makes of it to `use`. */
async function withResult(
  argument: string,
  { method }: ImageFlags,
  params: ParameterValues,
  use: (session: Session, value: StepValue) => Promise<void>,
): Promise<void> {
  await withFile(
    argument,
    async (session) => {
      const { parts, handle, imageHdu, section, source } = session;
      const hdu = imageHdu();
      await source(hdu);
      const steps = [
        makeStep('source', 'source', { hdu: hdu.index }, {}, handle),
        makeStep('crop', 'crop', { section: section(hdu) }, { image: 'source' }),
        makeStep(RESULT, method, params, { image: 'crop' }),
      ];
      const options = { load: false, made: true };
      const { value } = await parts.evaluator.evaluate({ version: 1, steps }, RESULT, silentWork(), options);
      await use(session, value);
    },
    null,
  );
}

function parametersOf(flags: ImageFlags): ParameterValues {
  const operation: Operation = OPERATIONS.get(flags.method)!;
  return givenParameters(operation, flags, ['method', 'output', 'json']);
}

function historyOf(method: string, params: ParameterValues): string {
  const given = Object.entries(params).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [method, ...given].join(' ');
}

function numbers({ base }: ImageValue): Record<string, unknown> {
  const known = Object.entries(base.facts.prepared ?? {});
  return Object.fromEntries(known.filter(([, value]) => typeof value === 'number'));
}

function formatOf(output: string): ImageFormat {
  const format = imageFormatOf(output);
  if (format !== null) return format;
  throw new UsageError(
    `The image is written as FITS, TIFF or PNG; give -o a name that ends in .fits, .tif or .png, not "${output}".`,
  );
}
