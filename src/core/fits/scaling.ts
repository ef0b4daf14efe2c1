import { AppError, type WarningSink } from '../errors/index.ts';
import { quoted } from './asciiText.ts';
import type { Scaling } from './hdu.ts';
import { headerCard, type Header } from './header.ts';

export const UNSCALED: Scaling = { bscale: 1, bzero: 0, bzeroExact: 0n, blank: null };

/** BSCALE, BZERO and BLANK of an image.
 *
 * Errors: `bad-header` where BSCALE or BZERO is no finite number, BSCALE is 0, or BLANK is no whole number.
 * BLANK on a float image is not valid and is left out with a warning. */
export function readScaling(header: Header, bitpix: number, where: string, warn: WarningSink): Scaling {
  const bscale = finiteNumber(header, 'BSCALE', 1, where);
  if (bscale === 0) {
    throw new AppError('bad-header', `${where}: BSCALE = 0 makes every pixel the same; it must not be 0.`);
  }
  const bzero = finiteNumber(header, 'BZERO', 0, where);
  const blank = readBlank(header, bitpix, where, warn);
  return { bscale, bzero, bzeroExact: exactInteger(header, 'BZERO', bzero), blank };
}

function finiteNumber(header: Header, key: string, fallback: number, where: string): number {
  const value = headerCard(header, key)?.value;
  if (value === undefined || value === null) return fallback;
  const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : NaN;
  if (Number.isFinite(number)) return number;
  throw new AppError('bad-header', `${where}: ${key} = ${quoted(value)} is not a finite number.`, {
    details: { keyword: key, value: String(value) },
  });
}

function readBlank(header: Header, bitpix: number, where: string, warn: WarningSink): bigint | null {
  const value = headerCard(header, 'BLANK')?.value;
  if (value === undefined || value === null) return null;
  if (bitpix < 0) {
    warn({
      code: 'blank-ignored',
      message: `${where}: BLANK has no meaning for BITPIX ${bitpix} and is ignored; missing pixels are NaN there.`,
    });
    return null;
  }
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  throw new AppError('bad-header', `${where}: BLANK = ${quoted(value)} is not a whole number.`, {
    details: { keyword: 'BLANK', value: String(value) },
  });
}

/** A keyword's number as the whole number its digits say, which the double nearest to it may not be. */
function exactInteger(header: Header, key: string, value: number): bigint | null {
  if (!Number.isInteger(value)) return null;
  const card = headerCard(header, key);
  if (card === undefined || card.value === null) return BigInt(value);
  if (typeof card.value === 'bigint') return card.value;
  if (Number.isSafeInteger(value)) return BigInt(value);
  return integerOfReal(card.text.slice(10)) ?? BigInt(value);
}

/** The whole number a real in a value field stands for, such as 9.223372036854775808E+18. */
function integerOfReal(field: string): bigint | null {
  const match = /^ *([+-]?)(\d*)\.?(\d*)(?:[EeDd]([+-]?\d{1,3}))?/.exec(field);
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', exponent] = match;
  const shift = Number(exponent ?? 0) - fraction.length;
  const digits = BigInt(`0${whole}${fraction}`);
  const scale = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && digits % scale !== 0n) return null;
  const magnitude = shift < 0 ? digits / scale : digits * scale;
  return sign === '-' ? -magnitude : magnitude;
}
