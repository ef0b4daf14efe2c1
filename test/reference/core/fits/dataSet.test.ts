import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Warning } from '../../../../src/core/errors/index.ts';
import {
  exactPixelValue,
  headerCards,
  headerValue,
  imageShape,
  pixelBytes,
  pixelEncodingOf,
  pixelRange,
  readerOfBytes,
  readHeader,
  scanHdus,
  type ByteReader,
  type Hdu,
} from '../../../../src/core/fits/index.ts';
import { hasExactIntegers, integerExtrema } from '../../../../src/core/stats/index.ts';
import { cpuMilliseconds } from '../../../support/cpuTime.ts';
import { readPlane, statisticsOfHdu } from '../../../support/fitsPlanes.ts';
import { hasShared, sharedPath } from '../../../support/shared.ts';

/** Made by astropy 5.2.1 and numpy 1.24 in double precision over all planes. */
interface HduFacts {
  readonly hdu: number;
  readonly name: string;
  readonly kind: string;
  readonly axes?: readonly number[];
  readonly bitpix?: number;
  readonly rows?: number;
  readonly cols?: readonly { readonly name: string; readonly unit: string | null; readonly format: string }[];
  readonly cards?: number;
  readonly nan?: number;
  readonly inf?: number;
  readonly min?: number | string | null;
  readonly max?: number | string | null;
  readonly mean?: number | null;
  readonly std?: number | null;
  readonly p11?: number | string;
  readonly centre?: readonly number[];
  readonly pcentre?: number | string;
}
interface FileFacts {
  readonly path: string;
  readonly expect?: string;
  readonly hdus?: readonly HduFacts[];
}

const TYPE_OF_KIND: Readonly<Record<string, string>> = {
  image: 'image',
  'compressed image': 'image',
  'no data': 'empty',
  'binary table': 'bintable',
  'ascii table': 'table',
  'random groups': 'groups',
};

const files = hasShared
  ? (JSON.parse(readFileSync(sharedPath('data', 'facts.json'), 'utf8')) as { files: FileFacts[] }).files
  : [];
const described = files.filter(
  (file) => file.hdus !== undefined && !file.path.endsWith('.gz') && !file.path.startsWith('csv/'),
);

function open(path: string): { reader: ByteReader; hdus: Hdu[]; warnings: Warning[] } {
  const reader = readerOfBytes(readFileSync(sharedPath('data', ...path.split('/'))));
  const warnings: Warning[] = [];
  const { hdus } = scanHdus(reader, (warning) => warnings.push(warning));
  return { reader, hdus, warnings };
}

function stored(reader: ByteReader, hdu: Hdu, x: number, y: number): number | bigint {
  const encoding = pixelEncodingOf(hdu);
  const { offset, length } = pixelRange(hdu, encoding, { plane: 0, x: x - 1, y: y - 1, count: 1 });
  expect(length).toBe(pixelBytes(encoding));
  return exactPixelValue(reader.read(offset, length), encoding);
}

/** Facts hold integers beyond 2^53 as strings of digits, and NaN as a word. */
function factNumber(fact: number | string | null | undefined): number {
  return fact === null || fact === undefined ? NaN : Number(fact);
}

function expectClose(actual: number, expected: number, relative: number, what: string): void {
  if (Number.isNaN(expected)) expect(actual, what).toBeNaN();
  else
    expect(Math.abs(actual - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(
      relative * Math.abs(expected),
    );
}

describe.skipIf(!hasShared)('the data set, against astropy', () => {
  it('has files in it', () => {
    expect(described.length).toBeGreaterThan(50);
  });

  it.each(described.map((file) => [file.path, file] as const))('%s', (path, file) => {
    const { reader, hdus } = open(path);
    for (const facts of file.hdus ?? []) {
      const hdu = hdus[facts.hdu]!;
      expect(hdu.problem).toBeUndefined();
      expect(hdu.type).toBe(TYPE_OF_KIND[facts.kind]);
      // astropy names a compressed image that has no EXTNAME.
      if (facts.name !== 'COMPRESSED_IMAGE') expect(hdu.name).toBe(facts.name);
      if (facts.axes !== undefined) expect(hdu.naxis).toEqual(facts.axes);
      if (
        facts.rows !== undefined &&
        facts.cols !== undefined &&
        hdu.columns !== undefined &&
        !path.endsWith('.fz')
      ) {
        expect(hdu.rows).toBe(facts.rows);
        expect(hdu.columns.map(({ name, unit, form }) => ({ name, unit, form }))).toEqual(
          facts.cols.map(({ name, unit, format }) => ({ name, unit, form: format })),
        );
      }
      if (facts.bitpix !== undefined) expect(hdu.bitpix).toBe(facts.bitpix);
      if (facts.cards !== undefined && facts.kind !== 'compressed image') {
        // astropy adds an EXTEND card of its own where a primary HDU with extensions lacks it.
        const added =
          facts.hdu === 0 && hdus.length > 1 && headerValue(readHeader(reader, hdu), 'EXTEND') === undefined;
        expect(headerCards(readHeader(reader, hdu))).toHaveLength(facts.cards - (added ? 1 : 0));
      }
      if (facts.kind === 'image') checkPixels(reader, hdu, facts);
    }
  });
});

function checkPixels(reader: ByteReader, hdu: Hdu, facts: HduFacts): void {
  const encoding = pixelEncodingOf(hdu);
  const stats = statisticsOfHdu(reader, hdu);
  // Scaled 16-bit pixels are rounded to float32 once, to half a unit of its last place (6e-8).
  const rounding = encoding.bitpix === 16 ? 6e-8 : 0;
  expect([stats.nan, stats.infinite]).toEqual([facts.nan, facts.inf]);
  expectClose(stats.min, factNumber(facts.min), rounding, 'min');
  expectClose(stats.max, factNumber(facts.max), rounding, 'max');
  // The facts give the mean to 7 digits at least where sums cancel, and to 1e-9 elsewhere.
  expectClose(stats.mean, factNumber(facts.mean), 1e-8, 'mean');
  // Near 2^53 NumPy's mean has no digits left for its std; in long double it is ours, 200.70058.
  const nearLimit = encoding.bitpix === 64 && stats.std < 1e-10 * stats.mean;
  expectClose(stats.std, factNumber(facts.std), nearLimit ? 1e-5 : 1e-7, 'std');
  expect(String(stored(reader, hdu, 1, 1))).toBe(String(facts.p11));
  const [x = 1, y = 1] = facts.centre ?? [];
  expect(String(stored(reader, hdu, x, y))).toBe(String(facts.pcentre));
  if (hasExactIntegers(encoding)) {
    const extrema = integerExtrema(reader.read(hdu.dataOffset, hdu.dataBytes), encoding);
    expect([String(extrema?.min), String(extrema?.max)]).toEqual([String(facts.min), String(facts.max)]);
  }
}

describe.skipIf(!hasShared)('broken files', () => {
  const broken = files.filter((file) => file.path.startsWith('broken/') && file.path.endsWith('.fits'));

  it.each(broken.map((file) => [file.path, file.expect ?? ''] as const))('%s: %s', (path, expected) => {
    const start = cpuMilliseconds();
    const outcome = outcomeOf(path);
    expect(cpuMilliseconds() - start).toBeLessThan(2000);
    if (expected.startsWith('one sentence')) expect(outcome.refused).toMatch(/^[^\n]{20,250}\.$/);
    else if (!expected.includes('or exit 1')) expect(outcome.refused).toBeUndefined();
  });

  it.each([
    ['truncated_data', 'truncated-data', 43560, 109],
    ['truncated_padding', 'truncated-padding', 90000, 109],
    ['junk_after_data', 'junk-after-data', 90000, 109],
    ['simple_f', 'simple-not-true', 90000, 109],
    ['header_100k_cards', 'long-header', 100, 0],
    ['header_non_ascii', 'header-not-ascii', 100, 0],
    ['ext_name_loop', 'unknown-extension', 100, 0],
  ])('%s opens with the warning %s and the right pixels', (name, code, count, min) => {
    const { reader, hdus, warnings } = open(`broken/${name}.fits`);
    expect(warnings.map((warning) => warning.code)).toContain(code);
    const image = hdus.find((hdu) => hdu.type === 'image')!;
    const { width, height } = imageShape(image);
    const stats = statisticsOfHdu(reader, image);
    expect(stats).toMatchObject({ count, nan: width * height - count, min });
    if (count === 100)
      expect([...readPlane(reader, image, 0)]).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('opens a header of 100 006 cards within half a second, and decodes it within two', () => {
    const start = cpuMilliseconds();
    const { reader, hdus } = open('broken/header_100k_cards.fits');
    expect(cpuMilliseconds() - start).toBeLessThan(500);
    expect(headerCards(readHeader(reader, hdus[0]!))).toHaveLength(100_005);
    expect(cpuMilliseconds() - start).toBeLessThan(2000);
  });

  it('gives markup in a header as text', () => {
    const { reader, hdus } = open('broken/header_html.fits');
    const cards = headerCards(readHeader(reader, hdus[0]!));
    expect(cards.map((card) => card.value)).toContain('<img src=x onerror=alert(1)>');
  });
});

function outcomeOf(path: string): { readonly refused?: string } {
  try {
    const { reader, hdus } = open(path);
    for (const hdu of hdus)
      if (hdu.type === 'image' && hdu.compression === undefined) statisticsOfHdu(reader, hdu);
    return {};
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError' });
    return { refused: (error as Error).message };
  }
}
