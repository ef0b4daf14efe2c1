import path from 'node:path';
import { COLORMAP_NAMES, colormap, coloursOfDigits, parseColormapFile } from '../../core/colormap/index.ts';
import { UsageError } from '../usageError.ts';
import { readText } from './readText.ts';

const FILE_SUFFIXES = ['.sao', '.lut'];

/** The 256 packed colours of a map: one of those the window has, or one from a file of SAOImage DS9. */
export async function coloursOf(name: string, invert: boolean): Promise<Uint32Array> {
  const known = COLORMAP_NAMES.find((one) => one === name);
  if (known) return colormap(known, invert);
  if (FILE_SUFFIXES.includes(path.extname(name).toLowerCase()))
    return readText(name, 'colour map', (text) => coloursOfDigits(parseColormapFile(text), invert));
  throw new UsageError(
    `--colormap cannot be '${name}'. Allowed: ${COLORMAP_NAMES.join(', ')}, or a .sao or .lut file.`,
  );
}
