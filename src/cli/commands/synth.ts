import path from 'node:path';
import type { Warning } from '../../core/errors/index.ts';
import { fitsImageBytes, fitsTableBytes } from '../../core/fits/index.ts';
import type { ParameterValue } from '../../core/operations/index.ts';
import { synthesise, type SynthImage, type SynthRecipe, type SynthTable } from '../../core/synth/index.ts';
import { tablePieces, tableWriter, textFormatOf } from '../../core/table/index.ts';
import { atomicWrite } from '../../engine/index.ts';
import { printJson } from '../output.ts';
import type { SynthFlags } from '../program.ts';
import { FileFailure, reportWarnings } from '../report.ts';
import { UsageError } from '../usageError.ts';

const FITS = new Set(['.fits', '.fit', '.fts']);

/** `asterism synth`: makes the data of a recipe and writes it. */
export async function synth(recipe: SynthRecipe, options: SynthFlags): Promise<void> {
  const { output, truth } = options;
  requireSuffix(output, recipe.output === 'image' ? 'image' : 'table');
  if (truth !== undefined) {
    requireSuffix(truth, 'truth');
    if (path.resolve(truth) === path.resolve(output))
      throw new UsageError('The image and its sources need two names.');
  }
  const params = Object.fromEntries(
    Object.keys(recipe.parameters).map((name) => [name, options[optionName(name)] as ParameterValue]),
  );
  const made = synthesise(recipe.name, params);
  const table = made.kind === 'image' ? made.truth : made;
  if (made.kind === 'image') await write(output, fitsImageBytes(made));
  else await writeTable(output, recipe.name, made);
  if (truth !== undefined) await writeTable(truth, recipe.name, table);
  if (options.json)
    printJson({
      name: recipe.name,
      kind: made.kind,
      ...sizeOf(made),
      output,
      ...(truth === undefined ? {} : { truth }),
      parameters: params,
      seed: params['seed'],
      ...table.facts,
    });
  else process.stdout.write(`${describe(made)} in ${output}, seed ${String(params['seed'])}.\n`);
}

function sizeOf(made: SynthImage | SynthTable): object {
  if (made.kind === 'table') return { rows: made.rows, columns: made.columns.map(({ info }) => info.name) };
  return { width: made.width, height: made.height, sources: made.truth.rows };
}

function describe(made: SynthImage | SynthTable): string {
  if (made.kind === 'image') return `${made.width} x ${made.height} pixels with ${made.truth.rows} sources`;
  return `${made.rows} rows of ${made.columns.map(({ info }) => info.name).join(', ')}`;
}

function requireSuffix(file: string, what: 'image' | 'table' | 'truth'): void {
  if (FITS.has(path.extname(file).toLowerCase())) return;
  const format = what === 'image' ? null : textFormatOf(file);
  if (format !== null && (format !== 'regions' || what === 'truth')) return;
  throw new UsageError(
    what === 'image'
      ? `The image is written as FITS; give -o a name that ends in .fits, not "${file}".`
      : `A table is written by its suffix: .csv, .tsv, .ecsv, .vot or .fits, not "${file}".`,
  );
}

async function writeTable(file: string, name: string, { columns, rows }: SynthTable): Promise<void> {
  const format = textFormatOf(file);
  if (format === null) {
    const warnings: Warning[] = [];
    await write(
      file,
      fitsTableBytes(columns, { name: name.toUpperCase() }, (warning) => warnings.push(warning)),
    );
    reportWarnings(file, warnings);
    return;
  }
  const writer = tableWriter(
    format,
    columns.map(({ info }) => info),
    { name, rows },
  );
  await write(file, tablePieces(writer, columns));
}

async function write(file: string, pieces: Iterable<Uint8Array | string>): Promise<void> {
  try {
    await atomicWrite(file, [], async (handle) => {
      for (const piece of pieces) await handle.writeFile(piece);
    });
  } catch (error) {
    throw new FileFailure(file, error);
  }
}

/** The property commander gives a flag: `n_samples` is `--n-samples` is `nSamples`. */
function optionName(parameterName: string): string {
  return parameterName.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
