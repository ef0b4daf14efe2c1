import { invariant } from '../../core/errors/index.ts';
import {
  furtherInputs,
  OPERATIONS,
  type Operation,
  type ParameterValues,
} from '../../core/operations/index.ts';
import {
  imageFormatOf,
  imageOrigin,
  imageStatisticsOf,
  requireFitting,
  silentWork,
  writeImageAs,
  type ImageFormat,
  type ImageValue,
  type StepValue,
} from '../../engine/index.ts';
import { makeStep, type Recipe, type Step } from '../../shared/index.ts';
import { givenParameters } from '../operationFlags.ts';
import { printJson } from '../output.ts';
import { reportWarnings } from '../report.ts';
import { openAnother, withFile, type Session } from '../session.ts';
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
  await withResult(argument, flags, parametersOf(flags), null, async ({ session, value, inputs }) => {
    const { parts, file } = session;
    invariant(value.kind === 'table', `${flags.method} gives a table`);
    reportWarnings(file, value.warnings);
    const { columns, rows } = value.table;
    if (output !== undefined && format !== null) {
      const request = { target: output, format, inputs, rows: null };
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
  await withResult(
    argument,
    flags,
    parametersOf(flags),
    format,
    async ({ session, value, recipe, inputs }) => {
      const { parts, file } = session;
      invariant(value.kind === 'image', `${flags.method} gives an image`);
      if (output !== undefined && format !== null) {
        const origin = await imageOrigin(parts, recipe, RESULT);
        const request = { target: output, format, inputs, origin };
        reportWarnings(file, await writeImageAs(parts.pool, value, request, silentWork()));
      }
      await report(session, value);
    },
  );
}

/** What a method made of images. */
interface Made {
  readonly session: Session;
  readonly value: StepValue;
  readonly recipe: Recipe;
  /** The files that were read. */
  readonly inputs: readonly string[];
}

/** Opens the images, and lends what the method makes of them to `use`. An image that is too large for `format` is refused before
 * its pixels are computed. */
async function withResult(
  argument: string,
  flags: ImageFlags,
  params: ParameterValues,
  format: ImageFormat | null,
  use: (made: Made) => Promise<void>,
): Promise<void> {
  const others = Object.entries(otherFiles(flags));
  await withFile(
    argument,
    async (session) => {
      const steps = await stepsOf(session, 'image');
      const inputs = [session.open.file.path];
      for (const [name, file] of others) {
        const other = await openAnother(session, file);
        steps.push(...(await stepsOf(other, name)));
        inputs.push(other.open.file.path);
      }
      const taken = Object.fromEntries(
        ['image', ...others.map(([name]) => name)].map((name) => [name, name]),
      );
      steps.push(makeStep(RESULT, flags.method, params, taken));
      const recipe = { version: 1, steps } as const;
      const result = async (made: boolean): Promise<StepValue> => {
        const { evaluator } = session.parts;
        return (await evaluator.evaluate(recipe, RESULT, silentWork(), { load: false, made })).value;
      };
      if (format !== null) {
        const value = await result(false);
        if (value.kind === 'image') requireFitting(value, format);
      }
      await use({ session, value: await result(true), recipe, inputs });
    },
    null,
  );
}

/** The steps to the pixels of a file, the last of which is `name`. */
async function stepsOf({ handle, imageHdu, section, source }: Session, name: string): Promise<Step[]> {
  const hdu = imageHdu();
  await source(hdu);
  const file = `${name}-source`;
  return [
    makeStep(file, 'source', { hdu: hdu.index }, {}, handle),
    makeStep(name, 'crop', { section: section(hdu) }, { image: file }),
  ];
}

function parametersOf(flags: ImageFlags): ParameterValues {
  const operation = operationOf(flags);
  return givenParameters(operation, flags, ['method', 'output', 'json', ...furtherInputs(operation)]);
}

/** The files of the further images that the method takes, by input. Errors: UsageError when one is missing. */
function otherFiles(flags: ImageFlags): Record<string, string> {
  const given = furtherInputs(operationOf(flags)).map((name): [string, string] => {
    const file = flags[name];
    if (typeof file === 'string') return [name, file];
    throw new UsageError(`${flags.method} takes a further image: give --${name} its file.`);
  });
  return Object.fromEntries(given);
}

function operationOf({ method }: ImageFlags): Operation {
  return OPERATIONS.get(method)!;
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
