import { AppError } from '../errors/index.ts';
import { coloursOfChannels, coloursOfTable, type Channels } from './channels.ts';
import { packColours } from './packColour.ts';

/** A colour map as data: 256 colours, six hexadecimal digits each. */
export type ColourDigits = string;
export const COLOUR_DIGITS = 256 * 6;

const MAX_CHARACTERS = 1_000_000;
const MAX_NUMBERS = 3 * 65536;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads a colour map file of SAOImage DS9: `.sao` (corners of three channels) or `.lut` (red, green, blue a line).
 *
 * Method: a file with a line `PSEUDOCOLOR` or `RED:` holds corners `(place,level)` after `RED:`, `GREEN:` and `BLUE:`,
 *   linear between; any other holds three numbers a line, each entry as wide as any other. `#` begins a comment. Values
 *   from 0 to 1; a table with a value above 1 is taken as 0 … 255.
 * Errors: bad-argument for what is neither, with what was met.
 * Source: SAOImage DS9 reference manual, "Color" and the grammars of its readers; a GAMMA beside a channel's name is
 *   ignored, as DS9 does.
 * Checked against: files that DS9 comes with, test/unit/core/colormap/colormapFile.test.ts. */
export function parseColormapFile(text: string): ColourDigits {
  if (text.length > MAX_CHARACTERS)
    throw refused(`it has ${text.length} characters, more than ${MAX_CHARACTERS}`);
  const plain = text
    .split(/[\r\n;]+/)
    .map((line) => line.split('#', 1)[0]!.trim())
    .filter((line) => line !== '');
  const colours = plain.some((line) => /^(pseudocolor|red\s*:)/i.test(line))
    ? coloursOfChannels(channelsOf(plain.join('\n')))
    : coloursOfTable(tableOf(plain));
  let digits = '';
  for (const level of colours) digits += level.toString(16).padStart(2, '0');
  return digits;
}

/** The packed colours of a map that is kept as data. */
export function coloursOfDigits(digits: ColourDigits, invert: boolean): Uint32Array<ArrayBuffer> {
  const levels = new Uint8Array(COLOUR_DIGITS / 2);
  for (let i = 0; i < levels.length; i++) levels[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return packColours(levels, invert);
}

function channelsOf(text: string): Channels {
  const parts = text.split(/\b(red|green|blue)\s*:/i);
  const channels = new Map<string, [number, number][]>();
  for (let i = 1; i < parts.length; i += 2)
    channels.set(parts[i]!.toLowerCase(), cornersOf(parts[i]!, parts[i + 1]!));
  return ['red', 'green', 'blue'].map((name) => {
    const corners = channels.get(name);
    if (!corners || corners.length === 0) throw refused(`it has no corners for ${name}`);
    return corners;
  }) as unknown as Channels;
}

function cornersOf(name: string, text: string): [number, number][] {
  const corners: [number, number][] = [];
  for (const pair of text.matchAll(/\(([^()]*)\)/g)) {
    const numbers = pair[1]!.split(',').map((part) => numberOf(part.trim()));
    if (numbers.length !== 2)
      throw refused(`a corner of ${name} is "${shortened(pair[0])}", not two numbers`);
    corners.push([numbers[0]!, numbers[1]!]);
    if (corners.length > MAX_NUMBERS) throw refused(`it has more than ${MAX_NUMBERS} corners`);
  }
  const back = corners.findIndex(([place], i) => i > 0 && place < corners[i - 1]![0]);
  if (back > 0)
    throw refused(`the corners of ${name} go back from ${corners[back - 1]![0]} to ${corners[back]![0]}`);
  return corners;
}

function tableOf(lines: readonly string[]): number[] {
  const table: number[] = [];
  for (const line of lines) {
    const numbers = line.split(/[\s,]+/).map(numberOf);
    if (numbers.length !== 3)
      throw refused(`the line "${shortened(line)}" has ${numbers.length} numbers, not red, green and blue`);
    table.push(...numbers);
    if (table.length > MAX_NUMBERS) throw refused(`it has more than ${MAX_NUMBERS / 3} colours`);
  }
  if (table.length === 0) throw refused('it has no colours');
  const largest = table.reduce((most, value) => Math.max(most, value), 0);
  if (largest > 255) throw refused(`it has the value ${largest}, above 255`);
  return largest > 1 ? table.map((value) => value / 255) : table;
}

function numberOf(text: string): number {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 0 && value < Infinity)) throw refused(`"${shortened(text)}" is not a number from 0`);
  return value;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function refused(why: string): AppError {
  return new AppError('bad-argument', `This is no colour map: ${why}.`, {
    remedy:
      'Choose a .sao file with RED:, GREEN: and BLUE:, or a .lut file with three numbers from 0 to 1 a line.',
  });
}
