import Papa from 'papaparse';
import { AppError } from '../../core/errors/index.ts';
import { numberIn } from '../flagValues.ts';
import { readText } from './readText.ts';

/** A star's place, 1-based in the whole image. */
export interface StarPlace {
  readonly x: number;
  readonly y: number;
}

/** The x and y columns of a catalogue; nothing where none is named. */
export async function starPlaces(file: string | undefined): Promise<readonly StarPlace[]> {
  return file === undefined ? [] : readText(file, 'catalogue', placesIn);
}

function placesIn(text: string): StarPlace[] {
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  if (!meta.fields?.includes('x') || !meta.fields.includes('y'))
    throw new AppError('bad-argument', 'The catalogue has no columns x and y.');
  return data.map((row, i) => {
    const star = { x: numberIn(row['x'] ?? ''), y: numberIn(row['y'] ?? '') };
    if (Number.isFinite(star.x) && Number.isFinite(star.y)) return star;
    throw new AppError('bad-argument', `Row ${i + 1} of the catalogue has no position.`);
  });
}
