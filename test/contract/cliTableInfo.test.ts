import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/cliFiles.ts';
import { cliHost } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = cliHost();
const clumps = folder.write(
  'clumps.csv',
  'id,x,y\n1,0,0\n2,0.1,0\n3,0,0.1\n4,5,5\n5,5.1,5\n6,,5\n7,5,5.1\n8,20,-20\n',
);
const density = ['--columns', 'x,y', '--eps', '0.5', '--min-samples', '3'];

describe('info of a file of tables', () => {
  it('describes columns, rows and what was repaired', async () => {
    const ragged = folder.write('ragged.csv', `a,b\n${'1,2\n'.repeat(5)}${'3\n'.repeat(30)}`);
    const json = await runCliJson('info', ragged);
    expect(json).toMatchObject({
      file: 'ragged.csv',
      format: 'delimited',
      hdus: [],
      tables: [
        {
          index: 0,
          name: '',
          rows: 35,
          skipped: 0,
          repaired: 30,
          columns: [{ name: 'a', type: 'int64', unit: '' }, { name: 'b' }],
        },
      ],
    });
    const [table] = json['tables'] as { problems: { line: number }[] }[];
    expect(table!.problems).toHaveLength(20);
    expect(table!.problems[0]!.line).toBe(7);
    const { code, stdout } = await runCli('info', ragged);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^table .*\n0 .*35.*30\n {2}table 0 column a int64\n/);
  });

  it.each(['ecsv', 'vot', 'parquet', 'tsv'])('whatever its format: %s', async (suffix) => {
    const file = folder.file(`described.${suffix}`);
    await runCli('cluster', clumps, ...density, '-o', file);
    const json = await runCliJson('info', file);
    const names = (json['tables'] as { columns: { name: string }[] }[])[0]!.columns.map(({ name }) => name);
    expect(names).toEqual(['id', 'x', 'y', 'label']);
    expect(json).toMatchObject({ hdus: [], tables: [{ rows: 8 }] });
  });

  it('describes each table of a VOTable, and tells of those that cannot be read', async () => {
    const field = '<FIELD name="a" datatype="double" unit="Jy"/>';
    const data = '<DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA>';
    const far = '<DATA><FITS><STREAM href="http://example.org/x.fits"/></FITS></DATA>';
    const file = folder.write(
      'two.vot',
      `<?xml version="1.0"?><VOTABLE version="1.4"><RESOURCE><TABLE name="near">${field}${data}</TABLE><TABLE name="far">${field}${far}</TABLE></RESOURCE></VOTABLE>`,
    );
    const { code, stdout, stderr } = await runCli('info', file, '--json');
    expect(code).toBe(0);
    expect(stderr).toMatch(/far cannot be read/);
    const { tables } = JSON.parse(stdout) as { tables: { name: string; problem?: string }[] };
    expect(tables).toMatchObject([
      { name: 'near', rows: 1, columns: [{ name: 'a', unit: 'Jy' }] },
      { name: 'far' },
    ]);
    expect(tables[1]!.problem).toMatch(/[.]$/);
  });

  it('exits 1 with one sentence for what it cannot read', async () => {
    for (const file of [folder.write('b.csv', Uint8Array.of(0, 1, 2, 255)), folder.write('e.csv', '')])
      expectFailure(await runCli('info', file), file);
    expectFailure(await runCli('info', clumps, '--verify'), clumps);
  });
});
