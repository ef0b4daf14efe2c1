import { AppError } from '../errors/index.ts';
import { gaussianWeights } from '../geometry/index.ts';
import { log, pow } from '../math/index.ts';
import { addFiltered, gaussianCurvatureWeights } from './separableFilter.ts';

/** An image seen at several scales, in which blobs are local maxima. */
export interface ScaleSpace {
  /** Standard deviation in pixels of the blobs that each layer shows best. */
  readonly sigmas: Float64Array;
  /** Fills in a layer; to be asked for from the first to the last. */
  layerInto(layer: Float64Array, index: number): void;
}

/** An image without missing pixels. */
export interface Plane {
  readonly data: Float64Array;
  readonly width: number;
  readonly height: number;
}

/** Layers -sigma² (d²/dx² + d²/dy²) of the image blurred by sigma (Laplacian of Gaussian), for `count` sigmas at equal
 * distances from `from` to `to`. */
export function laplacianSpace(
  { data, width, height }: Plane,
  from: number,
  to: number,
  count: number,
): ScaleSpace {
  checkSigmas(from, to);
  const step = count > 1 ? (to - from) / (count - 1) : 0;
  const sigmas = Float64Array.from({ length: count }, (_, i) =>
    i === count - 1 && i > 0 ? to : from + i * step,
  );
  return {
    sigmas,
    layerInto(layer, index) {
      const sigma = sigmas[index]!;
      const blur = gaussianWeights(sigma);
      const curvature = gaussianCurvatureWeights(sigma);
      layer.fill(0);
      addFiltered(layer, -sigma * sigma, data, width, height, curvature, blur);
      addFiltered(layer, -sigma * sigma, data, width, height, blur, curvature);
    },
  };
}

/** Layers (image blurred by sigma - image blurred by ratio sigma) / (ratio - 1) (difference of Gaussians), for sigmas from
 * `from` on, each `ratio` times the one before, up to the last one below `to` or just above it. */
export function differenceSpace(
  { data, width, height }: Plane,
  from: number,
  to: number,
  ratio: number,
): ScaleSpace {
  checkSigmas(from, to);
  const count = Math.floor(log(to / from) / log(ratio) + 1);
  const sigmas = Float64Array.from({ length: count }, (_, i) => from * pow(ratio, i));
  const blurred = new Float64Array(data.length);
  const blur = (factor: number, layer: Float64Array, sigma: number): void => {
    const weights = gaussianWeights(sigma);
    addFiltered(layer, factor, data, width, height, weights, weights);
  };
  let held = -1;
  return {
    sigmas,
    layerInto(layer, index) {
      if (held !== index) {
        blurred.fill(0);
        blur(1, blurred, sigmas[index]!);
      }
      layer.set(blurred);
      blurred.fill(0);
      blur(1, blurred, from * pow(ratio, index + 1));
      held = index + 1;
      const factor = 1 / (ratio - 1);
      for (let i = 0; i < layer.length; i++) layer[i] = (layer[i]! - blurred[i]!) * factor;
    },
  };
}

function checkSigmas(from: number, to: number): void {
  if (to >= from) return;
  throw new AppError('bad-argument', `The largest sigma, ${to} px, is below the smallest, ${from} px.`, {
    remedy: 'Choose a largest sigma (max_sigma) of at least the smallest (min_sigma).',
  });
}
