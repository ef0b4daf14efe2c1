import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  fitsTableBytes,
  readerOfBytes,
  readHeader,
  readTableRows,
  scanHdus,
  tablePlan,
} from '../../../../src/core/fits/index.ts';
import { concatBytes } from '../../../support/buildFits.ts';
import { arbitraryTable, cellsOf } from '../../../support/sampleTable.ts';

const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 6 });

it('any table reads back from FITS to the same values', () => {
  fc.assert(
    fc.property(arbitraryTable(ascii), (columns) => {
      const bytes = concatBytes([...fitsTableBytes(columns, {}, () => {})]);
      const reader = readerOfBytes(bytes);
      const hdu = scanHdus(reader, () => {}).hdus[1]!;
      const plan = tablePlan(readHeader(reader, hdu), hdu, () => {});
      const read = readTableRows(plan, bytes.subarray(plan.dataOffset), plan.rows);
      expect(read.unreadable).toBe(0);
      columns.forEach((column, i) => {
        const got = cellsOf({ info: column.info, data: read.columns[i]! });
        // Blanks at the end of a text mean nothing in FITS, and nothing but blanks is a missing text.
        const want = cellsOf(column).map((cell) =>
          typeof cell === 'string' ? cell.replace(/ +$/, '') || null : cell,
        );
        expect(got).toEqual(want);
      });
    }),
  );
});
