import { parseSexagesimal } from '../../../core/table/index.ts';
import { formatDec, formatRa } from '../../../core/wcs/index.ts';
import { parseNumber } from '../../ui/format.ts';

/** A coordinate on the sky, in degrees. */
export type SkyAxis = 'ra' | 'dec';

/** What may be typed. */
export const SKY_EXAMPLES: Readonly<Record<SkyAxis, string>> = {
  ra: '250.418, or in hours 16:41:40.5, 16h41m40.5s, 16 41 40.5',
  dec: '-36.461, or -36:27:40, -36d27m40s, -36 27 40',
};

/** Degrees of what was typed, as a decimal number or sexagesimal; null when it is neither. */
export function parseSky(axis: SkyAxis, text: string): number | null {
  const decimal = parseNumber(text);
  if (decimal !== null) return decimal;
  if (axis === 'dec' && /h/i.test(text)) return null;
  const degrees = parseSexagesimal(text, axis === 'ra' ? 'hours' : 'degrees');
  return Number.isNaN(degrees) ? null : degrees;
}

/** Degrees as sexagesimal text, to about a milliarcsecond. */
export function sexagesimalText(axis: SkyAxis, degrees: number): string {
  return axis === 'ra' ? formatRa(degrees, 4) : formatDec(degrees, 3);
}
