export { hannWindow } from './hannWindow.ts';
export { powerSpectrum } from './powerSpectrum.ts';
