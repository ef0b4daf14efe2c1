import type { WarningSink } from '../errors/index.ts';
import { quoted } from './asciiText.ts';
import { headerCard, type Header } from './header.ts';

/** TSCALn and TZEROn of a column. */
export interface ColumnScaling {
  readonly scale: number;
  readonly zero: number;
  /** TZERO as a whole number where TSCAL is 1 and it is one. */
  readonly zeroExact: bigint | null;
}

/** TSCALn and TZEROn; null, with a warning, where they make no sense and the column cannot be trusted. */
export function columnScaling(
  header: Header,
  column: number,
  where: string,
  warn: WarningSink,
): ColumnScaling | null {
  const scale = cardNumber(header, `TSCAL${column}`, 1);
  const zero = cardNumber(header, `TZERO${column}`, 0);
  if (scale === null || zero === null || Number(scale) === 0) {
    const key = scale === null || Number(scale) === 0 ? `TSCAL${column}` : `TZERO${column}`;
    const value = quoted(headerCard(header, key)?.value);
    const message = `${where}: ${key} = ${value} is not a finite number other than 0; column ${column} was left out.`;
    warn({ code: 'bad-column', message });
    return null;
  }
  const whole = Number(scale) === 1 && (typeof zero === 'bigint' || Number.isInteger(zero));
  return { scale: Number(scale), zero: Number(zero), zeroExact: whole ? BigInt(zero) : null };
}

/** TNULLn of an integer column. */
export function columnNull(header: Header, column: number, where: string, warn: WarningSink): bigint | null {
  const key = `TNULL${column}`;
  const value = headerCard(header, key)?.value;
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  warn({
    code: 'bad-null',
    message: `${where}: ${key} = ${quoted(value)} is not a whole number and is ignored.`,
  });
  return null;
}

/** The number of a card; null where it holds none. */
function cardNumber(header: Header, key: string, fallback: number): number | bigint | null {
  const value = headerCard(header, key)?.value;
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
