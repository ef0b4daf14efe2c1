import type { BilateralRequest } from './kernels.ts';
import { arithmeticOf } from './scalarDecay.ts';
import type { MemoryViews } from './scalarLoops.ts';

/** Beyond it a weight of e^-u no longer changes a sum that holds a weight of 1. */
const LONGEST = 44;

/** See Kernels.bilateral. */
export function bilateralRows(views: MemoryViews, request: BilateralRequest): void {
  const { type, width, rows, side } = request;
  const { round, decay } = arithmeticOf(type);
  const pixels = type === 'float32' ? views.f32 : views.f64;
  const size = pixels.BYTES_PER_ELEMENT;
  const pitch = request.pitch / size;
  const places = request.places / size;
  const perValue = round(request.perValue);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const corner = request.pointer / size + y * pitch + x;
      const centre = pixels[corner + (side >> 1) * (pitch + 1)];
      let sum = 0;
      let weights = 0;
      let place = places;
      for (let dy = 0; dy < side; dy++) {
        let rowSum = 0;
        let rowWeights = 0;
        for (let dx = 0; dx < side; dx++, place++) {
          const difference = round(pixels[corner + dy * pitch + dx] - centre);
          const root = round(difference * perValue);
          const u = round(root * root);
          if (!(u < LONGEST)) continue;
          const weight = round(pixels[place] * decay(u));
          rowWeights = round(rowWeights + weight);
          rowSum = round(rowSum + round(weight * difference));
        }
        sum = round(sum + rowSum);
        weights = round(weights + rowWeights);
      }
      pixels[request.out / size + y * width + x] =
        centre - centre === 0 ? round(centre + round(sum / weights)) : centre;
    }
  }
}
