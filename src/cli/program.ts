import { Command, CommanderError, InvalidArgumentError } from 'commander';
import {
  OPERATIONS,
  allowedValues,
  flagName,
  furtherInputs,
  type Operation,
  type Parameter,
} from '../core/operations/index.ts';
import { SYNTH_RECIPES, type SynthRecipe } from '../core/synth/index.ts';
import { CLUSTER_OPERATIONS } from '../shared/index.ts';
import type { ClusterFlags } from './commands/cluster.ts';
import type { FitFlags } from './commands/fit.ts';
import { FILTERS, MEASUREMENTS, THRESHOLDS } from './imageOperations.ts';
import type { ImageFlags } from './commands/operate.ts';
import { choice, numberIn, numbersIn } from './flagValues.ts';
import { addParameterFlags, parseParameter } from './operationFlags.ts';
import { addRender } from './renderFlags.ts';
import { reportError } from './report.ts';
import { UsageError } from './usageError.ts';
import { VERSION } from './version.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs the command line and answers with the exit code: 0 done, 1 the input or the work failed, 2 wrong usage. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...argv]);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof UsageError) {
      process.stderr.write(`asterism: ${error.message}\n`);
      return EXIT_USAGE;
    }
    reportError(error);
    return EXIT_FAILED;
  }
}

function createProgram(): Command {
  const program = new Command('asterism')
    .description(
      'A workbench for astronomical images. FILE may carry a suffix: img.fits[SCI,1][501:1500,501:1500].',
    )
    .version(VERSION)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'asterism: ')) })
    .exitOverride();
  addInspecting(program);
  addStars(program);
  addOperations(program);
  addRender(program);
  addTables(program);
  addSynth(program);
  addServe(program);
  return program;
}

function addInspecting(program: Command): void {
  program
    .command('info <file>')
    .description('every HDU, with statistics of the images')
    .option('--json', 'one JSON object on standard output')
    .option('--no-stats', 'skip the statistics')
    .option('--verify', 'read again with the second reader and compare')
    .action(async (file: string, options: { json?: boolean; stats: boolean; verify?: boolean }) =>
      (await import('./commands/info.ts')).info(file, options),
    );
  program
    .command('header <file>')
    .description('the cards of an HDU')
    .option('--json', 'one JSON object on standard output')
    .action(async (file: string, options: { json?: boolean }) =>
      (await import('./commands/header.ts')).header(file, options),
    );
  program
    .command('pixel <file> <x> <y>')
    .description('the value at a pixel (1-based, in the whole image), and its sky position')
    .option('--json', 'one JSON object on standard output')
    .action(async (file: string, x: string, y: string, options: { json?: boolean }) =>
      (await import('./commands/pixel.ts')).pixel(file, pixelNumber(x), pixelNumber(y), options),
    );
}

function addStars(program: Command): void {
  const plateaus = OPERATIONS.get('local-maxima')!.parameters['plateaus']!;
  const cut = OPERATIONS.get('flux-cut')!.parameters['flux_cut']!;
  program
    .command('stars <file>')
    .description("finds stars: local maxima of the book's normalised image above a cut")
    .option('--method <name>', 'local-maxima', choice(['local-maxima']), 'local-maxima')
    .option(`${flagName('flux_cut')} <number>`, cut.description, parsed(cut), cut.default)
    .option(
      `${flagName('plateaus')} <which>`,
      `${plateaus.description} Allowed: ${allowedValues(plateaus)}.`,
      parsed(plateaus),
      plateaus.default,
    )
    .option('-o, --output <file.csv>', 'write the catalogue as CSV')
    .option('--json', 'one JSON object on standard output')
    .action(
      async (file: string, options: { fluxCut: number; plateaus: string; output?: string; json?: boolean }) =>
        (await import('./commands/stars.ts')).stars(file, options),
    );
}

function addOperations(program: Command): void {
  const commands = [
    [
      'threshold',
      'makes a binary image: 1 where pixels lie above a threshold',
      THRESHOLDS,
      '<mask.fits|.tif|.png>',
    ],
    ['filter', 'makes an image from an image', FILTERS, '<out.fits|.tif|.png>'],
    ['measure', 'measures a table on an image', MEASUREMENTS, '<table>'],
  ] as const;
  for (const [name, description, operations, output] of commands) {
    const command = program
      .command(`${name} <file>`)
      .description(description)
      .requiredOption('--method <name>', [...operations.keys()].join(', '), choice([...operations.keys()]));
    addParameterFlags(command, [...operations.values()], ['method']);
    addImageFlags(command, [...operations.values()]);
    command
      .option(`-o, --output ${output}`, 'the file to write')
      .option('--json', 'one JSON object on standard output')
      .action(async (file: string, flags: ImageFlags) => {
        const { filter, measure, threshold } = await import('./commands/operate.ts');
        await { filter, measure, threshold }[name](file, flags);
      });
  }
}

/** Adds a flag for every further image that operations take. */
function addImageFlags(command: Command, operations: readonly Operation[]): void {
  for (const name of new Set(operations.flatMap(furtherInputs))) {
    const users = operations.filter(({ inputs }) => name in inputs).map((user) => user.name);
    command.option(`--${name} <file>`, `The further image that is "${name}". (${users.join(', ')})`);
  }
}

function addTables(program: Command): void {
  const json = ['--json', 'one JSON object on standard output'] as const;
  const fit = program
    .command('fit <table>')
    .description('explains one column of a table by others: least squares, ridge, lasso or a robust fit');
  addParameterFlags(fit, [OPERATIONS.get('fit')!]);
  fit.option('--predict <v,v>', 'values of the columns at which to predict; may be repeated', numbers, []);
  fit
    .option(...json)
    .action(async (table: string, flags: FitFlags) => (await import('./commands/fit.ts')).fit(table, flags));
  const cluster = program
    .command('cluster <table>')
    .description('finds groups of rows')
    .option('--method <name>', CLUSTER_OPERATIONS.join(', '), choice(CLUSTER_OPERATIONS), 'dbscan');
  addParameterFlags(
    cluster,
    CLUSTER_OPERATIONS.map((name) => OPERATIONS.get(name)!),
  );
  cluster
    .option(
      '-o, --output <file>',
      'write the table with its labels; .csv, .tsv, .ecsv, .vot, .fits or .parquet',
    )
    .option(...json)
    .action(async (table: string, flags: ClusterFlags) =>
      (await import('./commands/cluster.ts')).cluster(table, flags),
    );
}

function addSynth(program: Command): void {
  const names = [...SYNTH_RECIPES.keys()].join(', ');
  const synth = program
    .command('synth')
    .description(`makes seeded synthetic data: ${names}`)
    .argument('[name]')
    .usage('<name> -o <file> [options]')
    // So that an unknown name is told of, not the flags after it.
    .allowUnknownOption()
    .allowExcessArguments()
    .action((name?: string) => {
      const what =
        name === undefined ? 'The name of the data is missing' : `There is no data called "${name}"`;
      throw new UsageError(`${what}. Allowed: ${names}.`);
    });
  for (const recipe of SYNTH_RECIPES.values()) addRecipe(synth, recipe);
}

function addRecipe(synth: Command, recipe: SynthRecipe): void {
  const image = recipe.output === 'image';
  const suffixes = '.csv, .tsv, .ecsv, .vot or .fits';
  const command = synth
    .command(recipe.name)
    .description(recipe.summary)
    .requiredOption('-o, --output <file>', `where it is written; ${image ? '.fits' : suffixes}`)
    .option('--json', 'one JSON object on standard output');
  if (image) command.option('--truth <file>', `also write the sources as a table; ${suffixes}, or .reg`);
  for (const [name, parameter] of Object.entries(recipe.parameters))
    command.option(
      `${flagName(name)} <value>`,
      `${parameter.description} Allowed: ${allowedValues(parameter)}.`,
      (text) => parseParameter(parameter, text),
      parameter.default,
    );
  command.action(async (options: SynthFlags) => (await import('./commands/synth.ts')).synth(recipe, options));
}

export interface SynthFlags extends Readonly<Record<string, unknown>> {
  readonly output: string;
  readonly truth?: string;
  readonly json?: boolean;
}

function addServe(program: Command): void {
  program
    .command('serve [files...]')
    .description('the workbench in a browser, for this machine only; folders are offered in its file chooser')
    .option('--port <number>', 'port to listen on; any free one by default', portNumber, 0)
    .action(async (files: string[], options: { port: number }) =>
      (await import('./commands/serve.ts')).serve(files, options),
    );
}

/** Parses a flag as its operation's parameter wants it. */
function parsed(parameter: Parameter): (text: string) => number | string {
  return (text) => {
    if (parameter.kind === 'choice') return choice(parameter.options.map((option) => option.value))(text);
    const value = numberIn(text);
    const { min = -Infinity, max = Infinity } = parameter as { min?: number; max?: number };
    if (Number.isFinite(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Allowed: ${allowedValues(parameter)}.`);
  };
}

/** Adds one list of numbers to those given before. */
function numbers(text: string, before: readonly (readonly number[])[]): (readonly number[])[] {
  const values = numbersIn(text);
  if (values.every(Number.isFinite)) return [...before, values];
  throw new InvalidArgumentError('Allowed: numbers with commas between them, as in 1.2,4.');
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new InvalidArgumentError('Allowed: 0 to 65535.');
}

function pixelNumber(text: string): number {
  if (/^[+-]?\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError(`"${text}" is not a whole pixel number.`);
}
