import { AppError } from '../../errors/index.ts';
import { finiteMedian } from '../../features/index.ts';
import { hannWindow, powerSpectrum } from '../../fourier/index.ts';
import { log10 } from '../../math/index.ts';
import type { WholeImage } from '../../strips/index.ts';
import type { Operation } from '../operation.ts';

/** The pixels as doubles, missing ones replaced by the median. */
function completed({ pixels }: WholeImage): Float64Array {
  const data = Float64Array.from(pixels);
  if (data.every((value) => Math.abs(value) < Infinity)) return data;
  const median = finiteMedian(pixels);
  if (Number.isNaN(median))
    throw new AppError('no-data', 'The image has no pixel with a value, so that it has no spectrum.', {
      remedy: 'Choose another image or section.',
    });
  return data.map((value) => (Math.abs(value) < Infinity ? value : median));
}

function subtractMean(data: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  const mean = sum / data.length;
  for (let i = 0; i < data.length; i++) data[i]! -= mean;
}

function applyHann(data: Float64Array, width: number, height: number): void {
  const alongX = hannWindow(width);
  const alongY = hannWindow(height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[y * width + x]! *= alongY[y]! * alongX[x]!;
}

/** How much of an image varies at which frequency. */
export const powerSpectrumOperation: Operation = {
  name: 'power-spectrum',
  version: 1,
  title: 'Power spectrum',
  summary:
    'How much of the image varies at which frequency: the squared magnitudes of its Fourier transform, frequency 0 in the ' +
    'middle. Regular patterns (readout noise, fringes) are bright points in it.',
  formula: 'P(k, l) = |Σ image(x, y) exp(−2πi (kx / w + ly / h))|²; shown as log₁₀ P',
  group: 'features',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'Missing pixels take the median of the others. Where the logarithm is taken, frequencies without power are missing.',
  source: 'NumPy abs(fftshift(fft2(image))) ** 2',
  shape: {
    kind: 'global',
    offSky: true,
    scratchBytes: 32,
    compute({ values, inputs, progress }) {
      const image = inputs['image']!;
      const { width, height, pixelType } = image;
      const data = completed(image);
      if (values['subtract_mean'] === true) subtractMean(data);
      if (values['window'] === 'hann') applyHann(data, width, height);
      const power = powerSpectrum(data, width, height, progress);
      if (values['log'] === true)
        for (let i = 0; i < power.length; i++) power[i] = power[i]! > 0 ? log10(power[i]!) : NaN;
      return { width, height, pixelType, pixels: pixelType === 'float32' ? Float32Array.from(power) : power };
    },
  },
  parameters: {
    log: {
      kind: 'boolean',
      title: 'Logarithm',
      description: 'The decimal logarithm of the power, since powers span many decades.',
      default: true,
    },
    subtract_mean: {
      kind: 'boolean',
      title: 'Subtract the mean',
      description: 'Takes the mean of the image away first, which else outshines all at frequency 0.',
      default: true,
    },
    window: {
      kind: 'choice',
      title: 'Window',
      description: 'Fades the image out towards its borders, whose jumps else make a bright cross.',
      default: 'none',
      options: [
        { value: 'none', title: 'none' },
        { value: 'hann', title: 'Hann' },
      ],
      peer: { library: 'scipy', name: 'window' },
    },
  },
  python(values) {
    const lines = ['data = np.where(np.isfinite(image), image, np.median(image[np.isfinite(image)]))'];
    const imports = ['import numpy as np'];
    if (values['subtract_mean'] === true) lines.push('data = data - data.mean()');
    if (values['window'] === 'hann') {
      imports.push('from scipy.signal import windows');
      lines.push('data = data * np.outer(*(windows.hann(length, sym=False) for length in data.shape))');
    }
    lines.push('result = np.abs(np.fft.fftshift(np.fft.fft2(data))) ** 2');
    if (values['log'] === true) lines.push('result = np.log10(result)');
    return { imports, lines };
  },
};
