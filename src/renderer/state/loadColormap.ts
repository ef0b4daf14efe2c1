import { parseColormapFile } from '../../core/colormap/index.ts';
import { AppError } from '../../core/errors/index.ts';
import type { EditAction } from '../../shared/index.ts';

const MAX_BYTES = 1_000_000;
const MAX_NAME = 80;

/** What shows an image with the colour map of a file; the file's name without its ending is the map's. */
export async function loadColormap(file: File, image: string): Promise<EditAction> {
  if (file.size > MAX_BYTES)
    throw new AppError(
      'bad-argument',
      `A colour map has at most ${MAX_BYTES} bytes; this file has ${file.size}.`,
      { remedy: 'Choose a .sao or .lut file.' },
    );
  const colours = parseColormapFile(await file.text());
  const name = file.name.replace(/\.[^.]*$/, '').slice(0, MAX_NAME) || 'Colour map';
  return { type: 'add-colormap', image, name, colours };
}
