export { clahe } from './clahe.ts';
export { equalizeEdges, equalizeHistInto } from './equalizeHist.ts';
export { rescaleIntensityInto, type IntensityRange } from './rescaleIntensity.ts';
export { toneCurveInto, type ToneCurve } from './toneCurve.ts';
