import {
  differenceSpace,
  findBlobs,
  laplacianSpace,
  type Plane,
  type ScaleSpace,
} from '../../features/index.ts';
import { floatColumn } from '../../table/index.ts';
import type { GlobalJob, MeasuredTable } from '../imageJobs.ts';
import type { Operation } from '../operation.ts';
import type { NumberParameter, Parameters, ParameterValues } from '../parameter.ts';
import { featureTable } from './featureTable.ts';

function sigmaParameter(name: 'min_sigma' | 'max_sigma', title: string, standard: number): NumberParameter {
  return {
    kind: 'number',
    title,
    description: 'Standard deviation of a Gaussian blob; its radius is about √2 times as large.',
    unit: 'px',
    default: standard,
    min: 0.3,
    max: 200,
    peer: { library: 'scikit-image', name },
  };
}

const THRESHOLD: NumberParameter = {
  kind: 'number',
  title: 'Threshold',
  description: 'What the strength of a blob has to exceed, in the unit of the image.',
  default: 0.2,
  peer: { library: 'scikit-image', name: 'threshold' },
};

const OVERLAP: NumberParameter = {
  kind: 'number',
  title: 'Overlap',
  description: 'When two blobs share more of the smaller one’s area than this, the smaller one goes.',
  default: 0.5,
  min: 0,
  max: 1,
  peer: { library: 'scikit-image', name: 'overlap' },
};

const COMMON = {
  version: 1,
  group: 'features',
  inputs: { image: 'image' },
  output: 'table',
  pixelTypes: ['float32', 'float64'],
  missing:
    'Missing pixels are filled from their surroundings, or by the median of the image far from any; no blob is on one.',
} as const;

function blobTable(
  { values, inputs, frames, progress }: GlobalJob,
  spaceOf: (plane: Plane) => ScaleSpace,
): MeasuredTable {
  const threshold = values['threshold'] as number;
  const blobs = findBlobs(inputs['image']!, spaceOf, threshold, values['overlap'] as number, progress);
  return featureTable(blobs, frames['image']!, 'Strength in the scale space', [
    floatColumn('sigma', blobs.sigma, 'pix', 'Standard deviation of the blob'),
    floatColumn(
      'radius',
      blobs.sigma.map((sigma) => sigma * Math.SQRT2),
      'pix',
      'Radius of the blob, sigma √2',
    ),
  ]);
}

function argumentsOf(values: ParameterValues, parameters: Parameters): string {
  return Object.keys(parameters)
    .map((name) => `${name}=${String(values[name])}`)
    .join(', ');
}

const LOG_PARAMETERS: Parameters = {
  min_sigma: sigmaParameter('min_sigma', 'Smallest sigma', 1),
  max_sigma: sigmaParameter('max_sigma', 'Largest sigma', 10),
  num_sigma: {
    kind: 'integer',
    title: 'Number of scales',
    description: 'Sigmas at equal distances from the smallest to the largest.',
    default: 10,
    min: 1,
    max: 100,
    peer: { library: 'scikit-image', name: 'num_sigma' },
  },
  threshold: THRESHOLD,
  overlap: OVERLAP,
};

/** Blobs by the Laplacian of Gaussian. */
export const blobLog: Operation = {
  ...COMMON,
  name: 'blob-log',
  title: 'Blobs (Laplacian of Gaussian)',
  summary:
    'Bright blobs and their sizes: maxima of the scale-normalised Laplacian of the image blurred by many sigmas.',
  formula: 'strength = −σ² (∂²/∂x² + ∂²/∂y²) (G(σ) ∗ image); radius = σ √2',
  source: 'scikit-image 0.19 blob_log (threshold in the image’s own unit)',
  shape: {
    kind: 'measure',
    scratchBytes: 48,
    compute(job) {
      const { min_sigma, max_sigma, num_sigma } = job.values as Record<string, number>;
      return blobTable(job, (plane) => laplacianSpace(plane, min_sigma!, max_sigma!, num_sigma!));
    },
  },
  parameters: LOG_PARAMETERS,
  python: (values) => ({
    imports: ['from skimage import feature'],
    lines: [`result = feature.blob_log(image, ${argumentsOf(values, LOG_PARAMETERS)})  # row, column, sigma`],
  }),
};

const DOG_PARAMETERS: Parameters = {
  min_sigma: sigmaParameter('min_sigma', 'Smallest sigma', 1),
  max_sigma: sigmaParameter('max_sigma', 'Largest sigma', 10),
  sigma_ratio: {
    kind: 'number',
    title: 'Ratio of scales',
    description: 'Each sigma is so many times the one before.',
    default: 1.6,
    min: 1.01,
    max: 10,
    peer: { library: 'scikit-image', name: 'sigma_ratio' },
  },
  threshold: THRESHOLD,
  overlap: OVERLAP,
};

/** Blobs by differences of Gaussians. */
export const blobDog: Operation = {
  ...COMMON,
  name: 'blob-dog',
  title: 'Blobs (difference of Gaussians)',
  summary:
    'Bright blobs and their sizes, faster and coarser: maxima of the differences of the image blurred by growing sigmas.',
  formula: 'strength = (G(σ) ∗ image − G(kσ) ∗ image) / (k − 1); radius = σ √2',
  source: 'scikit-image 0.19 blob_dog (threshold in the image’s own unit)',
  shape: {
    kind: 'measure',
    scratchBytes: 56,
    compute(job) {
      const { min_sigma, max_sigma, sigma_ratio } = job.values as Record<string, number>;
      return blobTable(job, (plane) => differenceSpace(plane, min_sigma!, max_sigma!, sigma_ratio!));
    },
  },
  parameters: DOG_PARAMETERS,
  python: (values) => ({
    imports: ['from skimage import feature'],
    lines: [`result = feature.blob_dog(image, ${argumentsOf(values, DOG_PARAMETERS)})  # row, column, sigma`],
  }),
};
