import { AppError } from '../errors/index.ts';
import { quoted } from './asciiText.ts';
import type { HduType } from './hdu.ts';
import { headerLogical, headerString, headerValue, type Header } from './header.ts';
import { ALLOWED_BITPIX, FITS_LIMITS } from './limits.ts';
import { requireInteger } from './requireInteger.ts';

export interface Geometry {
  readonly type: HduType;
  readonly bitpix: number;
  readonly naxis: readonly number[];
  readonly dataBytes: number;
}

const MAX = Number.MAX_SAFE_INTEGER;
const EXTENSION_TYPES: ReadonlyMap<string, HduType> = new Map([
  ['IMAGE', 'image'],
  ['IUEIMAGE', 'image'],
  ['TABLE', 'table'],
  ['BINTABLE', 'bintable'],
  ['A3DTABLE', 'bintable'],
]);

/** The mandatory keywords of an HDU and the size they give, in exact arithmetic.
 *
 * Errors: `bad-header` for a keyword that is missing, of the wrong type or out of range, and for a size beyond
 * 2^53 bytes.
 * Source: FITS Standard 4.0, equations 1, 2 and 4. */
export function readGeometry(header: Header, where: string, isPrimary: boolean): Geometry {
  const bitpix = requireBitpix(header, 'BITPIX', where);
  const naxis = requireAxes(header, 'NAXIS', where);
  const groups = isPrimary && naxis.length > 0 && naxis[0] === 0 && headerLogical(header, 'GROUPS') === true;
  let count = 1;
  let parameters = 0;
  if (!isPrimary || groups) {
    const range = { min: 0, max: MAX };
    parameters = requireInteger(header, 'PCOUNT', where, { ...range, fallback: 0 });
    count = requireInteger(header, 'GCOUNT', where, { ...range, fallback: 1 });
  }
  const axes = groups ? naxis.slice(1) : naxis;
  const elements = axes.length === 0 ? 0n : axes.reduce((product, length) => product * BigInt(length), 1n);
  const bytes = (BigInt(Math.abs(bitpix)) / 8n) * BigInt(count) * (BigInt(parameters) + elements);
  if (bytes > BigInt(MAX)) {
    throw new AppError(
      'bad-header',
      `${where}: axes of ${axes.map(String).slice(0, 8).join(' x ')} ask for ${bytes} bytes of data; at most 2^53 can be addressed.`,
      { details: { naxis } },
    );
  }
  const type = groups ? 'groups' : isPrimary ? 'image' : extensionType(header);
  const empty = type === 'image' && elements === 0n;
  return { type: empty ? 'empty' : type, bitpix, naxis, dataBytes: Number(bytes) };
}

/** BITPIX or ZBITPIX, one of the six there are. */
export function requireBitpix(header: Header, key: string, where: string): number {
  const bitpix = requireInteger(header, key, where, { min: -MAX, max: MAX });
  if (ALLOWED_BITPIX.includes(bitpix)) return bitpix;
  throw new AppError('bad-header', `${where}: ${key} = ${bitpix} is not one of 8, 16, 32, 64, -32 and -64.`, {
    details: { keyword: key, value: bitpix },
  });
}

/** NAXIS or ZNAXIS and the lengths, first axis first. */
export function requireAxes(header: Header, key: string, where: string): number[] {
  const count = requireInteger(header, key, where, { min: 0, max: FITS_LIMITS.axes });
  const axes: number[] = [];
  for (let i = 1; i <= count; i++)
    axes.push(requireInteger(header, `${key}${i}`, where, { min: 0, max: MAX }));
  return axes;
}

/** The word after XTENSION; '' where it is no string. */
export function extensionWord(header: Header): string {
  return (headerString(header, 'XTENSION') ?? '').trim().toUpperCase();
}

/** Whether the file may really hold what the header claims: a cut file may, a wrong header may not. */
export function refuseImpossibleClaim(geometry: Geometry, available: number, where: string): void {
  const { dataBytes, naxis } = geometry;
  if (dataBytes === 0) return;
  const axes = naxis.slice(0, 8).join(' x ');
  if (available === 0) {
    throw new AppError(
      'truncated',
      `${where}: the file ends where its data (${axes}, ${dataBytes} bytes) should begin.`,
      {
        details: { dataBytes, available },
      },
    );
  }
  if (dataBytes > FITS_LIMITS.claimedBytes && dataBytes / available > FITS_LIMITS.claimedRatio) {
    throw new AppError(
      'truncated',
      `${where}: axes of ${axes} ask for ${dataBytes} bytes of data, but the file holds ${available}, less than a hundredth.`,
      { details: { dataBytes, available } },
    );
  }
}

/** A sentence about SIMPLE where it is not T, else undefined. */
export function simpleFault(header: Header): string | undefined {
  const value = headerValue(header, 'SIMPLE');
  return value === true
    ? undefined
    : `SIMPLE = ${value === false ? 'F' : quoted(value)}, so it may not follow the standard`;
}

function extensionType(header: Header): HduType {
  return EXTENSION_TYPES.get(extensionWord(header)) ?? 'other';
}
