import { AppError } from '../../core/errors/index.ts';
import { unpackColumns, type Column, type ImageSummary } from '../../shared/index.ts';

/** All kept maxima of an image, brightest first. */
export interface StarField {
  readonly count: number;
  /** 1-based pixels of the whole image, as catalogues have them. */
  readonly x: Column;
  readonly y: Column;
  readonly value: Column;
  readonly normalized: Column;
  /** 0-based pixels of the shown image, as the viewer wants them. */
  readonly shown: { readonly x: Column; readonly y: Column };
}

/** The columns that the engine's `peaks` answers with, for the image they are shown over. */
export function starFieldOf(buffer: ArrayBuffer, image: ImageSummary): StarField {
  const { count, columns } = unpackColumns(buffer);
  const column = (name: string): Column => {
    const found = columns.get(name);
    if (!found)
      throw new AppError(
        'internal',
        `The engine sent no column "${name}"; it sent ${[...columns.keys()].join(', ')}.`,
      );
    return found;
  };
  const x = column('x');
  const y = column('y');
  return {
    count,
    x,
    y,
    value: column('value'),
    normalized: column('normalized'),
    shown: { x: x.map((value) => value - 1 - image.originX), y: y.map((value) => value - 1 - image.originY) },
  };
}

/** How many values of a descending column are above a cut. */
export function countAbove(descending: Column, cut: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (descending[middle]! > cut) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The star at 1-based whole-image coordinates, as its index; -1 when there is none. */
export function indexOfStar(field: StarField, x: number, y: number): number {
  for (let i = 0; i < field.count; i++) if (field.x[i] === x && field.y[i] === y) return i;
  return -1;
}
