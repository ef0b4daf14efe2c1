import { readFileSync } from 'node:fs';
import type { Plane } from './planes.ts';
import { sharedPath } from './shared.ts';

export type ReferenceCase = { readonly name: string } & Readonly<Record<string, unknown>>;

/** The cases of a group of reference numbers. */
export function referenceCases(group: string): ReferenceCase[] {
  return (
    JSON.parse(readFileSync(sharedPath('reference', `${group}.json`), 'utf8')) as { cases: ReferenceCase[] }
  ).cases;
}

/** A number of a reference file, in which the non-finite ones are text. */
export function referenceNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number(value);
}

/** The first image of a plain FITS file, or of its extension `hdu`, scaled; BITPIX 8, 16, -32 and -64. */
export function simplePlane(path: string, hdu = 0): Plane {
  const bytes = readFileSync(path);
  for (let at = 0, index = 0; ; index++) {
    const { cards, end } = readCards(bytes, at);
    const number = (key: string, fallback = 0) => Number(cards.get(key) ?? fallback);
    const axes = Array.from({ length: number('NAXIS') }, (_, i) => number(`NAXIS${i + 1}`));
    const size = Math.abs(number('BITPIX')) / 8;
    const count = axes.length === 0 ? 0 : axes.reduce((a, b) => a * b, 1);
    if (index < hdu) {
      at = end + Math.ceil((count * size + number('PCOUNT')) / 2880) * 2880;
      continue;
    }
    const read = {
      '8': (i: number) => bytes.readUInt8(end + i) * number('BSCALE', 1) + number('BZERO'),
      '16': (i: number) => bytes.readInt16BE(end + 2 * i) * number('BSCALE', 1) + number('BZERO'),
      '-32': (i: number) => bytes.readFloatBE(end + 4 * i),
      '-64': (i: number) => bytes.readDoubleBE(end + 8 * i),
    }[String(number('BITPIX'))]!;
    const data = number('BITPIX') === -64 ? new Float64Array(count) : new Float32Array(count);
    for (let i = 0; i < count; i++) data[i] = read(i);
    return { data, width: axes[0]!, height: axes[1]! };
  }
}

/** The rectangle of FITS pixels x0 … x1, y0 … y1 (1-based, inclusive). */
export function section(plane: Plane, [x0, x1]: [number, number], [y0, y1]: [number, number]): Plane {
  const width = x1 - x0 + 1;
  const height = y1 - y0 + 1;
  const data = plane.data.slice(0, width * height);
  for (let y = 0; y < height; y++) {
    const from = (y0 - 1 + y) * plane.width + x0 - 1;
    data.set(plane.data.subarray(from, from + width), y * width);
  }
  return { data, width, height };
}

function readCards(bytes: Buffer, start: number): { cards: Map<string, string>; end: number } {
  const cards = new Map<string, string>();
  for (let at = start; ; at += 80) {
    const card = bytes.toString('latin1', at, at + 80);
    if (card.startsWith('END     '))
      return { cards, end: start + Math.ceil((at + 80 - start) / 2880) * 2880 };
    if (card[8] === '=') cards.set(card.slice(0, 8).trim(), card.slice(10).split('/')[0]!.trim());
  }
}
