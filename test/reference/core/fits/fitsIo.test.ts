import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  headerCards,
  imageShape,
  readerOfBytes,
  readHeader,
  scanHdus,
  type Card,
} from '../../../../src/core/fits/index.ts';
import { readPlane } from '../../../support/fitsPlanes.ts';
import { hasShared, sharedPath } from '../../../support/shared.ts';

interface HduCase {
  readonly kind: string;
  readonly name: string;
  readonly cards: readonly (readonly [string, unknown, string])[];
  readonly shape?: readonly number[];
  readonly dtype?: string;
  readonly values?: readonly (number | string)[];
  readonly rows?: number;
  readonly formats?: Readonly<Record<string, string>>;
}
interface Case {
  readonly name: string;
  readonly file: string;
  readonly hdus: readonly HduCase[];
}

const cases = hasShared
  ? (JSON.parse(readFileSync(sharedPath('reference', 'fits_io.json'), 'utf8')) as { cases: Case[] }).cases
  : [];

function plain(card: Card): [string, unknown, string] {
  const { value } = card;
  const plainValue =
    typeof value === 'bigint'
      ? Number(value)
      : typeof value === 'object' && value !== null
        ? [value.re, value.im]
        : value;
  return [card.keyword, plainValue, card.comment];
}

describe.skipIf(!hasShared)('fits_io reference, by astropy 5.2.1', () => {
  it('has cases in it', () => {
    expect(cases.length).toBeGreaterThan(10);
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const reader = readerOfBytes(readFileSync(sharedPath('reference', ...one.file.split('/'))));
    const { hdus } = scanHdus(reader, (warning) => expect.fail(warning.message));
    expect(hdus).toHaveLength(one.hdus.length);
    one.hdus.forEach((expected, i) => {
      const hdu = hdus[i]!;
      expect(hdu.name).toBe(expected.name);
      if (expected.shape !== undefined) expect(hdu.naxis).toEqual([...expected.shape].reverse());
      if (expected.kind === 'CompImageHDU') {
        expect(hdu.compression?.algorithm).toMatch(/^(RICE|GZIP)_1$/);
        return;
      }
      expect(headerCards(readHeader(reader, hdu)).map(plain)).toEqual(expected.cards);
      if (expected.formats !== undefined) {
        expect(hdu.rows).toBe(expected.rows);
        expect(hdu.columns?.map(({ name, form }) => [name, form])).toEqual(Object.entries(expected.formats));
      }
      if (expected.values === undefined) return;
      const { planes } = imageShape(hdu);
      const values = Array.from({ length: planes }, (_, plane) => [...readPlane(reader, hdu, plane)]).flat();
      expect(values).toEqual(expected.values.map(Number));
    });
  });
});
