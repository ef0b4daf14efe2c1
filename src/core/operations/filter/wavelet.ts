import { waveletDenoise, type WaveletName } from '../../denoise/index.ts';
import type { Operation } from '../operation.ts';

/** Takes away small details at every scale. */
export const wavelet: Operation = {
  name: 'wavelet',
  version: 2,
  group: 'filter',
  title: 'Wavelet denoising',
  summary:
    'Takes the image apart into details of each scale, removes those that noise alone would give, and puts it together again.',
  formula:
    'BayesShrink: t = sigma² / √(mean(d²) − sigma²) for each band; VisuShrink: t = sigma √(2 ln N); ' +
    'soft: d → sign(d) max(|d| − t, 0), hard: d → 0 where |d| < t',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are filled from their neighbours for the transform, and stay what they are.',
  source:
    'Chang, Yu & Vetterli, 2000; Donoho & Johnstone, 1994; scikit-image denoise_wavelet with PyWavelets. ' +
    'An image without noise is left as it is.',
  shape: {
    kind: 'global',
    scratchBytes: 40,
    compute: ({ values, inputs, progress }) =>
      waveletDenoise(
        inputs['image']!,
        {
          wavelet: values['wavelet'] as WaveletName,
          method: values['shrinkage'] as 'BayesShrink' | 'VisuShrink',
          mode: values['mode'] as 'soft' | 'hard',
          sigma: values['sigma'] as number,
          levels: values['wavelet_levels'] as number,
        },
        progress,
      ),
  },
  parameters: {
    wavelet: {
      kind: 'choice',
      title: 'Wavelet',
      description: 'Longer ones follow smooth shapes better; Haar keeps steps.',
      default: 'db1',
      options: [
        { value: 'db1', title: 'Haar (db1)' },
        { value: 'db2', title: 'Daubechies 2' },
        { value: 'db4', title: 'Daubechies 4' },
        { value: 'db8', title: 'Daubechies 8' },
        { value: 'sym4', title: 'Symlet 4' },
        { value: 'sym8', title: 'Symlet 8' },
        { value: 'coif1', title: 'Coiflet 1' },
        { value: 'coif2', title: 'Coiflet 2' },
      ],
      peer: { library: 'scikit-image', name: 'wavelet' },
    },
    shrinkage: {
      kind: 'choice',
      title: 'Threshold',
      description: 'One for each band, from its own scatter, or one for all, which smooths more.',
      default: 'BayesShrink',
      options: [
        { value: 'BayesShrink', title: 'BayesShrink' },
        { value: 'VisuShrink', title: 'VisuShrink (universal)' },
      ],
      peer: { library: 'scikit-image', name: 'method' },
    },
    mode: {
      kind: 'choice',
      title: 'Shrinking',
      description: 'Soft draws all details towards 0 by the threshold, hard only removes those below it.',
      default: 'soft',
      options: [
        { value: 'soft', title: 'soft' },
        { value: 'hard', title: 'hard' },
      ],
      peer: { library: 'scikit-image', name: 'mode' },
    },
    sigma: {
      kind: 'number',
      title: 'Noise',
      description:
        'Standard deviation of the noise in the unit of the image; 0 estimates it from the finest details.',
      min: 0,
      default: 0,
      peer: { library: 'scikit-image', name: 'sigma' },
    },
    wavelet_levels: {
      kind: 'integer',
      title: 'Scales',
      description: 'How often the image is halved; 0 takes three fewer than there can be, at least one.',
      min: 0,
      max: 16,
      default: 0,
      peer: { library: 'scikit-image', name: 'wavelet_levels' },
    },
  },
  python: (values) => ({
    imports: ['from skimage import restoration'],
    lines: [
      `result = restoration.denoise_wavelet(image, sigma=${(values['sigma'] as number) || 'None'}, wavelet='${
        values['wavelet'] as string
      }', mode='${values['mode'] as string}', wavelet_levels=${
        (values['wavelet_levels'] as number) || 'None'
      }, method='${values['shrinkage'] as string}')`,
    ],
  }),
};
