import { AppError } from '../errors/index.ts';
import { quoted } from './asciiText.ts';
import { headerCard, headerCardOffset, type Header } from './header.ts';

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
  /** Taken where the keyword is absent or has no value; without it the keyword is mandatory. */
  readonly fallback?: number;
}

/** The whole number of a keyword that the structure of the file hangs on; refuses everything else. */
export function requireInteger(header: Header, key: string, where: string, range: IntegerRange): number {
  const card = headerCard(header, key);
  const value = card?.value;
  if (card === undefined || value === null || value === undefined) {
    if (range.fallback !== undefined) return range.fallback;
    const what = card === undefined ? `the mandatory keyword ${key} is missing` : `${key} has no value`;
    throw new AppError('bad-header', `${where}: ${what} (header at byte ${header.offset}).`, {
      details: { keyword: key },
    });
  }
  const isWhole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  if (!isWhole) throw refused(header, key, where, value, 'is not a whole number');
  if (value < range.min || value > range.max) {
    throw refused(header, key, where, value, `is outside ${range.min} to ${range.max}`);
  }
  return Number(value);
}

function refused(header: Header, key: string, where: string, value: unknown, fault: string): AppError {
  const byte = headerCardOffset(header, key);
  return new AppError('bad-header', `${where}: ${key} = ${quoted(value)} ${fault} (card at byte ${byte}).`, {
    details: { keyword: key, value: String(value), byte },
  });
}
