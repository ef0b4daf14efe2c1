export { createFft, type Fft } from './fftPlan.ts';
export { hannWindow } from './hannWindow.ts';
export { powerSpectrum } from './powerSpectrum.ts';
