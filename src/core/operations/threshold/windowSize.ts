import { AppError } from '../../errors/index.ts';

/** The side of a window that has a middle pixel; bad-argument where it has none. */
export function oddSize(size: number, parameter: string): number {
  if (size % 2 === 0)
    throw new AppError('bad-argument', `${parameter} is ${size}; it must be odd.`, {
      remedy: `Choose ${size - 1} or ${size + 1}.`,
      details: { [parameter]: size },
    });
  return size;
}
