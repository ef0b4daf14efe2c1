import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scanFile } from '../../../../src/workers/scanFile.ts';
import { tableHandlers } from '../../../../src/workers/table/handlers.ts';
import { newJobControl } from '../../../../src/shared/jobs.ts';
import type { TableScan } from '../../../../src/shared/tableJobs.ts';
import { binaryTable, cellBytes } from '../../../support/buildTable.ts';
import { cellsOf } from '../../../support/fitsTable.ts';
import { hasShared } from '../../../support/shared.ts';
import { dataPath } from '../../../support/sharedFacts.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const folder = temporaryFolder();
let outputs = 0;

const written = folder.write;

async function scan(file: string): Promise<TableScan> {
  const result = await tableHandlers.tableScan({ path: file, choices: {}, control: newJobControl() });
  // What travels between threads must be plain.
  return structuredClone(result);
}

const VOTABLE =
  '<VOTABLE><RESOURCE><TABLE name="t"><FIELD name="a" datatype="int"/><DATA><TABLEDATA><TR><TD>5</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>';
const ECSV = '# %ECSV 1.0\n# ---\n# datatype:\n# - {name: a, datatype: int64}\na\n1\n2\n';

describe('the kind of a file', () => {
  it.each<[string, string | Uint8Array, object]>([
    ['a.txt', 'SIMPLE  =                    T'.padEnd(2880), { kind: 'fits' }],
    ['a.csv', 'PAR1 and so on', { kind: 'parquet' }],
    ['b.csv', VOTABLE, { kind: 'votable', tables: [{ name: 't', rows: 1 }] }],
    ['c.csv', gzipSync(`<?xml version="1.0" encoding="UTF-8"?>\n${VOTABLE}`), { kind: 'votable' }],
    ['d.vot', Buffer.from(`\ufeff${VOTABLE}`, 'utf16le'), { kind: 'votable' }],
    ['e.csv', ECSV, { kind: 'ecsv', tables: [{ columns: [{ name: 'a', type: 'int64' }] }] }],
    ['f.fits', 'a,b\n1,2\n', { kind: 'delimited', dialect: { delimiter: ',', gzip: false } }],
    ['g.csv', gzipSync('a,b\n1,2\n'), { kind: 'delimited', dialect: { gzip: true, needsNormalising: true } }],
    ['h.csv', gzipSync('SIMPLE  =                    T'.padEnd(2880)), { kind: 'unknown' }],
    [
      'i.csv',
      '<!DOCTYPE html><html></html>',
      { kind: 'unknown', reason: expect.stringContaining('web page') },
    ],
    ['j.csv', 'PK\x03\x04...', { kind: 'unknown', reason: expect.stringContaining('save it as CSV') }],
    ['k.csv', '', { kind: 'unknown', reason: 'The file is empty.' }],
    [
      'l.csv',
      Uint8Array.of(1, 2, 0, 3, 4),
      { kind: 'unknown', reason: 'The file is binary, no delimited text.' },
    ],
  ])('%s is known by its content', async (name, content, expected) => {
    expect(await scan(written(name, content))).toMatchObject(expected);
  });

  it('follows what a person has set', async () => {
    const input = {
      path: written('a.csv', '1;2,5\n'),
      choices: { delimiter: ';' as const },
      control: newJobControl(),
    };
    expect(await tableHandlers.tableScan(input)).toMatchObject({ dialect: { delimiter: ';', decimal: ',' } });
  });
});

describe('reading FITS rows', () => {
  it('gives parts of the table, and int64 where unsigned numbers fit', async () => {
    const cells = [1n, 2n, 3n].map((value) => cellBytes('K', [value - 2n ** 63n]));
    const file = written(
      't.fits',
      binaryTable([{ form: 'K', cells, cards: { TZERO: 2n ** 63n, TTYPE: 'id' } }]),
    );
    const { file: identity, hdus } = scanFile({ path: file });
    const { plan, warnings } = await tableHandlers.fitsTablePlan({ file: identity, hdu: hdus[1]! });
    expect(warnings).toEqual([]);
    expect(plan.columns[0]!.info).toMatchObject({ name: 'id', type: 'int64' });
    const part = await tableHandlers.fitsTableRows({
      file: identity,
      plan: structuredClone(plan),
      first: 1,
      count: 10,
    });
    expect(part.columns.map(cellsOf)).toEqual([[2n, 3n]]);
    const none = await tableHandlers.fitsTableRows({ file: identity, plan, first: 3, count: 10 });
    expect(none.columns[0]!.values).toHaveLength(0);
    writeFileSync(file, 'changed');
    expect(() => tableHandlers.fitsTableRows({ file: identity, plan, first: 0, count: 1 })).toThrow(
      expect.objectContaining({ code: 'file-changed' }),
    );
  });

  it.skipIf(!hasShared)('leaves out the filling of a file whose header claims 2^40 rows', async () => {
    const { file, hdus } = scanFile({ path: dataPath('broken/table_rows_huge.fits') });
    const { plan, warnings } = await tableHandlers.fitsTablePlan({ file, hdu: hdus[1]! });
    expect(plan.rows).toBe(20);
    expect(warnings.map(({ code }) => code)).toEqual(['truncated-table', 'padding-rows']);
  });
});

describe('reading whole tables', () => {
  const identityOf = async (file: string) => (await scan(file)).file;

  it('reads ECSV and VOTable in the encoding they have', async () => {
    const latin = `<?xml version="1.0" encoding="ISO-8859-1"?>${VOTABLE.replace('"int"', '"char" arraysize="*"').replace('>5<', '>Gr\u00f6\u00dfe<')}`;
    const vot = await identityOf(written('l.vot', Buffer.from(latin, 'latin1')));
    const control = newJobControl();
    const reading = await tableHandlers.parseTable({ file: vot, format: 'votable', index: null, control });
    expect(cellsOf(reading.table.columns[0]!.data)).toEqual(['Größe']);
    const ecsv = await identityOf(written('l.ecsv', ECSV));
    const second = await tableHandlers.parseTable({ file: ecsv, format: 'ecsv', index: 0, control });
    expect(cellsOf(second.table.columns[0]!.data)).toEqual([1n, 2n]);
  });

  it('stops when it is told to', async () => {
    const file = await identityOf(written('c.vot', VOTABLE));
    const control = newJobControl();
    Atomics.store(new Int32Array(control.cancel), 0, 1);
    await expect(
      tableHandlers.parseTable({ file, format: 'votable', index: 0, control }),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it.each([
    ['cut short', (packed: Buffer) => packed.subarray(0, packed.length - 12), 'truncated'],
    ['damaged', (packed: Buffer) => Buffer.from(packed).fill(255, 20, 30), 'bad-table'],
  ])('says that a gzip file is %s', async (_, damage, code) => {
    const packed = gzipSync(VOTABLE + ' '.repeat(100));
    const file = await identityOf(written('whole.vot', packed));
    const bad = written('bad.vot', damage(packed));
    const { size, mtimeMs } = statSync(bad);
    const identity = { ...file, path: bad, bytes: size, modifiedMs: mtimeMs };
    await expect(
      tableHandlers.parseTable({ file: identity, format: 'votable', index: 0, control: newJobControl() }),
    ).rejects.toMatchObject({ code });
  });

  it.skipIf(!hasShared)('reads the list of HST observations, gzipped as it is', async () => {
    const found = await scan(dataPath('csv/hst_m31_conesearch.vot'));
    if (found.kind !== 'votable') throw new Error(found.kind);
    expect(found.tables).toMatchObject([{ rows: null }]);
    expect(found.tables[0]!.columns).toHaveLength(36);
    const { table } = await tableHandlers.parseTable({
      file: found.file,
      format: 'votable',
      index: 0,
      control: newJobControl(),
    });
    expect(table).toMatchObject({ rows: 2000, repaired: 0 });
    const ra = table.columns.find(({ info }) => info.name === 'ra')!;
    expect(cellsOf(ra.data).every((value) => Math.abs((value as number) - 10.68) < 0.3)).toBe(true);
  });
});

describe('rewriting text as CSV', () => {
  const normalise = async (content: string | Uint8Array, choices = {}) => {
    const file = written('in.txt', content);
    const control = newJobControl();
    const found = await tableHandlers.tableScan({ path: file, choices, control });
    if (found.kind !== 'delimited') throw new Error(found.kind);
    const target = folder.file(`out${outputs++}.csv`);
    const result = await tableHandlers.normaliseText({
      file: found.file,
      dialect: found.dialect,
      target,
      control,
    });
    return { ...result, text: readFileSync(target, 'utf8'), target, found };
  };

  it('turns blanks, UTF-16, Latin-1, decimal commas and D exponents into plain CSV', async () => {
    const blanks = await normalise('# RA DEC NAME\n10.5   -2D+1 "a, b"\n11.5\t3.0 -\n');
    expect(blanks.text).toBe('RA,DEC,NAME\n10.5,-2e+1,"a, b"\n11.5,3.0,-\n');
    const wide = await normalise(Buffer.from('\ufeffName;x\r\nÄ;1,5\r\nÖ;NA\r\n', 'utf16le'));
    expect(wide.text).toBe('Name,x\nÄ,1.5\nÖ,\n');
    const latin = await normalise(Buffer.from('n,\u00e4\nb\u00fc,1\n', 'latin1'));
    expect(latin.text).toBe('n,ä\nbü,1\n');
  });

  it('counts and shows the rows it repairs', async () => {
    const { rows, repaired, problems, text } = await normalise('ra,dec,mag\n1,2,3\n1,2\n\n1,2,3,4\n1,2,3,\n');
    expect(rows).toBe(4);
    expect(repaired).toBe(2);
    expect(problems.map(({ line }) => line)).toEqual([3, 5]);
    expect(text).toBe('ra,dec,mag\n1,2,3\n1,2,\n1,2,3\n1,2,3\n');
  });

  it('takes a quote that is never closed as a letter', async () => {
    const { text, rows } = await normalise('a,b\n1,"x\n2,y\n3,z\n');
    expect(rows).toBe(3);
    expect(text).toBe('a,b\n1,"""x"\n2,y\n3,z\n');
  });

  it('never overwrites, and leaves nothing behind when it fails', async () => {
    const { target, found } = await normalise('a b\n1 2\n');
    if (found.kind !== 'delimited') throw new Error(found.kind);
    const control = newJobControl();
    const again = { file: found.file, dialect: found.dialect, target, control };
    await expect(tableHandlers.normaliseText(again)).rejects.toMatchObject({ code: 'file-unwritable' });
    Atomics.store(new Int32Array(control.cancel), 0, 1);
    const other = `${target}.2`;
    await expect(tableHandlers.normaliseText({ ...again, target: other })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(() => readFileSync(other)).toThrow();
  });
});
