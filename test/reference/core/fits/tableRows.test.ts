import { describe, expect, it } from 'vitest';
import { cellsOf, readFitsTableFile } from '../../../support/fitsTable.ts';
import { hasShared } from '../../../support/shared.ts';
import { dataPath, facts } from '../../../support/sharedFacts.ts';

interface ColumnFacts {
  readonly name: string;
  readonly format: string;
  readonly unit: string | null;
  readonly nan?: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly first?: string;
  readonly true?: number;
}

const tables = facts.files.flatMap((file) =>
  (file.hdus ?? [])
    .filter((hdu) => hdu.kind.endsWith('table') && !file.path.endsWith('.fz'))
    .map((hdu) => ({ path: file.path, ...hdu })),
);

describe.skipIf(!hasShared)('FITS tables against astropy', () => {
  it.each(tables)('$path[$hdu]: every column', ({ path, hdu, kind, rows, cols }) => {
    const { plan, columns, unreadable } = readFitsTableFile(dataPath(path), hdu);
    expect(plan.rows).toBe(rows);
    expect(unreadable).toBe(0);
    for (const fact of cols as readonly ColumnFacts[]) {
      const places = plan.columns.flatMap(({ info }, i) =>
        info.name === fact.name || info.name.startsWith(`${fact.name}[`) ? [i] : [],
      );
      if (/[PQ]/.test(fact.format)) {
        expect(places).toHaveLength(0);
        continue;
      }
      expect(places.length, fact.name).toBeGreaterThan(0);
      expect(plan.columns[places[0]!]!.info.unit).toBe(fact.unit?.trim() ?? '');
      // astropy reads a missing number of an ASCII table as 0.
      const cells = places
        .flatMap((place) => cellsOf(columns[place]!))
        .map((cell) => (cell === null && kind === 'ascii table' && fact.first === undefined ? 0 : cell));
      if (fact.first !== undefined && places.length === 1) expect(cells[0] ?? '').toBe(fact.first);
      if (fact.true !== undefined) expect(cells.filter((cell) => cell === true)).toHaveLength(fact.true);
      if (fact.nan === undefined || Number(/^\d*/.exec(fact.format)![0]) > 32) continue;
      const numbers = cells.filter((cell) => cell !== null).map(Number);
      expect(cells.length - numbers.length, fact.name).toBe(fact.nan);
      if (fact.min === undefined) continue;
      expect(Math.min(...numbers), fact.name).toBeCloseTo(fact.min, 12);
      expect(Math.max(...numbers), fact.name).toBeCloseTo(fact.max!, 10);
      const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
      expect(Math.abs(mean - fact.mean!), fact.name).toBeLessThan(1e-9 * Math.max(1, Math.abs(fact.max!)));
    }
  });
});

describe.skipIf(!hasShared)('damaged FITS tables', () => {
  it('reads the rows that are there where the header claims 2^40', () => {
    const { plan, columns, warnings } = readFitsTableFile(dataPath('broken/table_rows_huge.fits'));
    expect(plan.claimedRows).toBe(2 ** 40);
    expect(plan.rows).toBeGreaterThanOrEqual(20);
    expect(columns[0]!.values).toHaveLength(plan.rows);
    expect(warnings.map((warning) => warning.code)).toContain('truncated-table');
  });

  it.each([
    ['table_width_mismatch', 'bad-header'],
    ['table_bad_tform', 'bad-header'],
    ['table_tfields_5000', 'bad-header'],
  ])('%s is refused in one sentence', (name, code) => {
    expect(() => readFitsTableFile(dataPath(`broken/${name}.fits`))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('leaves out columns of variable length and says so', () => {
    expect(() => readFitsTableFile(dataPath('broken/table_vla_bad_descriptors.fits'))).toThrow(
      expect.objectContaining({ code: 'bad-table' }),
    );
    const { plan, warnings } = readFitsTableFile(dataPath('tables/astropy_variable_length_table.fits'));
    expect(plan.columns.map(({ info }) => info.name)).toEqual(['xyz[1]', 'xyz[2]']);
    expect(warnings.map((warning) => warning.message)).toEqual([
      "HDU 1: column 'var' holds arrays of variable length, which are not read yet, and was left out.",
    ]);
  });

  it('refuses a tile-compressed table', () => {
    expect(() => readFitsTableFile(dataPath('tables/compressed_table_bt12.fits.fz'))).toThrow(
      expect.objectContaining({ code: 'not-supported' }),
    );
  });
});
