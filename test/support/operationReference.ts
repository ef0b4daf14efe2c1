import { expect } from 'vitest';
import { OPERATIONS, type Operation } from '../../src/core/operations/index.ts';
import type { WholeImage } from '../../src/core/strips/index.ts';
import { localReference, wholeImage, type ReferencePlane } from './referencePlanes.ts';

interface StoredImage extends ReferencePlane {
  readonly pixelType: 'float32' | 'float64';
}

/** Another image in another type, with a rectangle of missing pixels (y0, y1, x0, x1). */
interface DerivedImage {
  readonly of: string;
  readonly pixelType: 'float32' | 'float64';
  readonly missing?: readonly [number, number, number, number];
}

export interface OperationCase {
  readonly name: string;
  readonly operation: string;
  readonly image: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly output: StoredImage;
  /** Each how manieth row and column of the result is in `output`. */
  readonly comb?: readonly [number, number];
  /** Relative to the largest finite magnitude of the output; `atol` is added. */
  readonly rtol: number;
  readonly atol: number;
}

/** A file of test/data/references whose cases are operations on images that the file holds. */
export function operationReference(name: string): {
  cases: readonly OperationCase[];
  image: (name: string) => WholeImage;
} {
  const { images, cases } = localReference<{
    images: Record<string, StoredImage | DerivedImage>;
    cases: OperationCase[];
  }>(name);
  function image(key: string): WholeImage {
    const stored = images[key]!;
    if (!('of' in stored)) return wholeImage(stored, stored.pixelType);
    const { width, height, pixels: source } = image(stored.of);
    const pixels = stored.pixelType === 'float32' ? Float32Array.from(source) : source.slice();
    const [y0, y1, x0, x1] = stored.missing ?? [0, 0, 0, 0];
    for (let y = y0; y < y1; y++) pixels.fill(NaN, y * width + x0, y * width + x1);
    return { width, height, pixelType: stored.pixelType, pixels };
  }
  return { cases, image };
}

export function operationNamed(name: string): Operation {
  const operation = OPERATIONS.get(name);
  if (!operation) throw new Error(`There is no operation "${name}".`);
  return operation;
}

/** Expects a result to be what a case says, naming the worst pixel. */
export function expectOutput(result: WholeImage, { output, comb = [1, 1], rtol, atol }: OperationCase): void {
  const expected = wholeImage(output, output.pixelType);
  expect([Math.ceil(result.width / comb[1]), Math.ceil(result.height / comb[0])]).toEqual([
    expected.width,
    expected.height,
  ]);
  let largest = 0;
  for (const value of expected.pixels)
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  let worst = { error: -1, x: 0, y: 0, got: 0, wanted: 0 };
  for (let y = 0; y < expected.height; y++) {
    for (let x = 0; x < expected.width; x++) {
      const wanted = expected.pixels[y * expected.width + x]!;
      const got = result.pixels[y * comb[0] * result.width + x * comb[1]]!;
      const error = Object.is(got, wanted) || got === wanted ? 0 : Math.abs(got - wanted);
      // An error that is NaN (one of the two is missing) is the worst, and stays it.
      if (!(error <= worst.error) && !Number.isNaN(worst.error)) worst = { error, x, y, got, wanted };
    }
  }
  expect(worst.error, JSON.stringify(worst)).toBeLessThanOrEqual(rtol * largest + atol);
}
