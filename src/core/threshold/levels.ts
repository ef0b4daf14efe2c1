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
  const step = (maximum - minimum) / bins;
  const edges = new Float64Array(bins + 1);
  for (let i = 0; i < bins; i++) {
    // The range of two large numbers of opposite sign is beyond double.
    const edge = step < Infinity ? i * step + minimum : minimum * (1 - i / bins) + maximum * (i / bins);
    edges[i] = inType(edge, pixelType);
  }
  edges[bins] = maximum;
  return edges;
}

/** The middles of bins, numbers of the pixel type. */
export function binCentres(edges: Float64Array, pixelType: PixelType): Float64Array {
  const centres = new Float64Array(edges.length - 1);
  for (let i = 0; i < centres.length; i++) centres[i] = middleOf(edges[i], edges[i + 1], pixelType);
  return centres;
}

function middleOf(low: number, high: number, pixelType: PixelType): number {
  const sum = inType(low + high, pixelType);
  return inType(sum - sum === 0 ? sum / 2 : low / 2 + high / 2, pixelType);
}

function inType(value: number, pixelType: PixelType): number {
  return pixelType === 'float32' ? Math.fround(value) : value;
}
