import { InvalidArgumentError, type Command } from 'commander';
import { COLORMAP_NAMES } from '../core/colormap/index.ts';
import { Q_LIMITS, type Triple } from '../core/composite/index.ts';
import { DISPLAY_STRETCH_NAMES, MAX_CONTRAST } from '../core/stretch/index.ts';
import { numbersIn, numberWithin } from './flagValues.ts';
import type { RenderFlags } from './renderOptions.ts';

export function addRender(program: Command): void {
  program
    .command('render [file]')
    .description('the picture as PNG, of an image or of three in colour')
    .requiredOption('-o, --output <file.png>', 'the picture to write')
    .option(
      '--stretch <name>',
      `${DISPLAY_STRETCH_NAMES.join(', ')}. Default: book. With --rgb a number, see there.`,
    )
    .option(
      '--percentile <low,high>',
      'percentiles shown as black and white. Default: 0.25,99.5.',
      percentilePair,
    )
    .option('--zscale', 'limits by zscale, as IRAF and DS9 have them, in place of percentiles')
    .option(
      '--colormap <name>',
      `${COLORMAP_NAMES.join(', ')}, or a .sao or .lut file of DS9. Default: grey.`,
    )
    .option('--invert', 'the colours from last to first')
    .option(
      '--contrast <number>',
      `of the colours after the stretch, 0 to ${MAX_CONTRAST}: (shade - bias) contrast + 0.5. Default: 1.`,
      numberWithin(0, MAX_CONTRAST),
    )
    .option(
      '--bias <number>',
      'the shade in the middle of the colours, 0 to 1. Default: 0.5.',
      numberWithin(0, 1),
    )
    .option(
      '--rgb <files...>',
      "three images as red, green and blue by Lupton's arcsinh, laid on the pixels of the first by the sky; with " +
        '--minimum, --stretch, --Q and --weights, or as the pixels have it',
    )
    .option(
      '--minimum <number>',
      'of --rgb: the pixel value that is black, or three with commas',
      minimumTriple,
    )
    .option(
      '--Q <number>',
      `of --rgb: how much the bright is held back, ${Q_LIMITS.min} to ${Q_LIMITS.max}. Default: 8.`,
      numberWithin(Q_LIMITS.min, Q_LIMITS.max),
    )
    .option(
      '--weights <r,g,b>',
      'of --rgb: what red, green and blue are multiplied by. Default: 1,1,1 with --minimum or --stretch.',
      weightTriple,
    )
    .option('--overlay <stars.csv>', 'circle the stars of a catalogue (columns x and y)')
    .option('--json', 'one JSON object on standard output')
    .action(async (file: string | undefined, options: RenderFlags) =>
      (await import('./commands/render.ts')).render(file, options),
    );
}

function percentilePair(text: string): [number, number] {
  const [low, high, ...rest] = numbersIn(text);
  if (rest.length === 0 && low !== undefined && high !== undefined && low >= 0 && low < high && high <= 100)
    return [low, high];
  throw new InvalidArgumentError(
    'Allowed: two numbers from 0 to 100, the first below the second, as in 0.25,99.5.',
  );
}

function minimumTriple(text: string): Triple {
  const values = numbersIn(text);
  const [first] = values;
  if (values.every(Number.isFinite)) {
    if (values.length === 1) return [first!, first!, first!];
    if (values.length === 3) return values as unknown as Triple;
  }
  throw new InvalidArgumentError('Allowed: a number, or three with commas between them, as in 10,12,9.');
}

function weightTriple(text: string): Triple {
  const values = numbersIn(text);
  if (values.length === 3 && values.every((value) => value >= 0 && value < Infinity))
    return values as unknown as Triple;
  throw new InvalidArgumentError(
    'Allowed: three numbers from 0 on with commas between them, as in 1,0.8,1.4.',
  );
}
