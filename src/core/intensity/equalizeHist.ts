import type { PixelType } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';

/** Edges of `bins` equal bins from the least to the greatest value, as numpy.histogram has them (a constant image gets a bin
 * of half a unit on either side); edges of float32 images are float32 where those still differ from one another. */
export function equalizeEdges(minimum: number, maximum: number, bins: number, type: PixelType): Float64Array {
  const low = minimum === maximum ? minimum - 0.5 : minimum;
  const high = minimum === maximum ? maximum + 0.5 : maximum;
  const step = (high - low) / bins;
  const edges = new Float64Array(bins + 1);
  for (let i = 0; i < bins; i++) edges[i] = low + i * step;
  edges[bins] = high;
  const rounded = edges.map(Math.fround);
  if (type === 'float32' && rising(rounded)) return rounded;
  // A range of a few representable numbers has fewer bins than were asked for.
  return edges.filter((edge, i) => i === 0 || edge > edges[i - 1]);
}

function rising(edges: Float64Array): boolean {
  return edges.every((edge, i) => i === 0 || edge > edges[i - 1]);
}

/** Histogram equalisation: each value becomes the share of pixels up to it, as `skimage.exposure.equalize_hist`.
 *
 * Method: the cumulative share of the pixels at the middles of the bins, joined by straight lines and level beyond the ends.
 * Shape:  a strip without halo in, its rows out; n + 1 edges and n counts.
 * Units:  edges in the unit of the pixels; the result is a share, 0 … 1.
 * Non-finite and masked: stay what they are.
 * Border: none.
 * Errors: none.   Cost: one look; the bin is computed from the value.
 * Source: scikit-image 0.19; Gonzalez & Woods, Digital Image Processing, 3.3.
 * Checked against: scikit-image 0.19, rtol 1e-10 (float64), 1e-6 (float32). */
export function equalizeHistInto(
  result: StripResult,
  strip: Strip,
  edges: Float64Array,
  counts: Float64Array,
): void {
  const bins = counts.length;
  const centres = new Float64Array(bins);
  const shares = new Float64Array(bins);
  let total = 0;
  for (let i = 0; i < bins; i++) {
    total += counts[i];
    centres[i] = (edges[i] + edges[i + 1]) / 2;
    shares[i] = total;
  }
  for (let i = 0; i < bins; i++) shares[i] /= total;
  const perUnit = bins / (edges[bins] - edges[0]);
  const last = bins - 1;
  const { pixels } = strip;
  const out = result.pixels;
  for (let i = 0; i < out.length; i++) {
    const value = pixels[i];
    if (value - value !== 0) {
      out[i] = value;
      continue;
    }
    let bin = Math.min(last, Math.max(0, Math.floor((value - centres[0]) * perUnit)));
    while (bin > 0 && value < centres[bin]) bin--;
    while (bin < last && value >= centres[bin + 1]) bin++;
    if (bin === last || value <= centres[0]) {
      out[i] = shares[bin];
      continue;
    }
    const slope = (shares[bin + 1] - shares[bin]) / (centres[bin + 1] - centres[bin]);
    out[i] = slope * (value - centres[bin]) + shares[bin];
  }
}
