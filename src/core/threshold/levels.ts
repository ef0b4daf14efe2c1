import type { PixelType } from '../kernels/index.ts';

/** A histogram as thresholds are found in it: how many pixels there are around each of the rising `centres`. */
export interface Levels {
  readonly counts: Float64Array;
  readonly centres: Float64Array;
}

/** The edges of `bins` equal bins from `minimum` to `maximum`, numbers of the pixel type, as numpy.histogram has them.
 *
 * Where they are so near each other that the type cannot tell all edges apart, some are equal. */
export function levelEdges(
  minimum: number,
  maximum: number,
  bins: number,
  pixelType: PixelType,
): Float64Array {
  const range = maximum - minimum;
  // The range of two large numbers of opposite sign is beyond double.
  const step = range === Infinity ? maximum / bins - minimum / bins : range / bins;
  const edges = new Float64Array(bins + 1);
  for (let i = 0; i < bins; i++) edges[i] = inType(i * step + minimum, pixelType);
  edges[bins] = maximum;
  return edges;
}

/** The middles of bins, numbers of the pixel type. */
export function binCentres(edges: Float64Array, pixelType: PixelType): Float64Array {
  const centres = new Float64Array(edges.length - 1);
  for (let i = 0; i < centres.length; i++)
    centres[i] = inType(inType(edges[i] + edges[i + 1], pixelType) / 2, pixelType);
  return centres;
}

function inType(value: number, pixelType: PixelType): number {
  return pixelType === 'float32' ? Math.fround(value) : value;
}
