import { readFileSync } from 'node:fs';
import type { PixelType } from '../../src/core/kernels/index.ts';
import type { WholeImage } from '../../src/core/strips/index.ts';

type Numbers = string | readonly (number | string)[];
interface ImageRecord {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly pixels: Numbers;
}

interface MorphologyReference {
  readonly grey: readonly (ImageRecord & {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly results: Readonly<Record<string, Numbers>>;
  })[];
  readonly binary: readonly (ImageRecord & {
    readonly results: readonly {
      readonly operation: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly pixels: Numbers;
    }[];
  })[];
  readonly regions: readonly (ImageRecord & {
    readonly properties: Readonly<Record<string, Numbers>>;
    readonly intensity: Numbers;
    readonly intensities: Readonly<Record<string, Numbers>>;
  })[];
}

/** Made by scripts/references/morphology.py. */
export const morphologyReference = JSON.parse(
  readFileSync(new URL('../data/references/morphology.json', import.meta.url), 'utf8'),
) as MorphologyReference;

/** Numbers of the file: a text of digits, or numbers among which the non-finite ones are text. */
export function referenceNumbers(written: Numbers): Float64Array {
  return Float64Array.from(written, (value) =>
    value === 'inf' ? Infinity : value === '-inf' ? -Infinity : Number(value === 'nan' ? NaN : value),
  );
}

export function referenceImage({ width, height, pixels }: ImageRecord, pixelType: PixelType): WholeImage {
  return wholeImage(width, height, pixelType, referenceNumbers(pixels));
}

export function wholeImage(
  width: number,
  height: number,
  pixelType: PixelType,
  values: ArrayLike<number>,
): WholeImage {
  const pixels = pixelType === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
  return { width, height, pixelType, pixels };
}
