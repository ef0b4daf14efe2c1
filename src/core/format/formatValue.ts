import type { PixelType } from '../reduce/index.ts';
import { shortestFloat32 } from './shortestFloat32.ts';

/** A pixel's value as the readout shows it: the shortest digits that read back to the same value of its type, whole
 * numbers of 64 bits with every digit; 'NaN', 'inf' and '-inf'. */
export function formatValue(value: number | bigint, pixelType: PixelType): string {
  if (typeof value === 'bigint') return String(value);
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return pixelType === 'float32' ? shortestFloat32(value) : Object.is(value, -0) ? '-0' : String(value);
}

/** A number with a fixed count of decimals, for readouts that must not jump about; never '-0.00'; '' when not finite. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '';
  const text = value.toFixed(decimals);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text;
}
