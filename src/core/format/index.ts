export { formatFixed, formatValue } from './formatValue.ts';
export { jsonText } from './jsonText.ts';
export { shortestFloat32 } from './shortestFloat32.ts';
