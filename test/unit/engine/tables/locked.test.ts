import { existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Database } from '../../../../src/engine/tables/database.ts';
import { duckDbLoader } from '../../../../src/engine/tables/duckdb.ts';
import { Staging } from '../../../../src/engine/tables/staging.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const folder = temporaryFolder();

async function open(files: readonly string[]) {
  const staging = new Staging();
  const duckdb = await duckDbLoader()();
  const options = { duckdb, staging, threads: 1, memoryBytes: 2 ** 27, spillBytes: 2 ** 28, files };
  return { staging, database: await Database.open(options) };
}

test('a database reads its own file and the staging folder, and nothing else', async () => {
  const mine = folder.write('mine.csv', 'a\n1\n');
  const other = folder.write('other.csv', 'a\n2\n');
  const { database, staging } = await open([mine]);
  const read = (path: string) => database.rows({ sql: `SELECT count(*) FROM read_csv('${path}')` });
  await expect(read(mine)).resolves.toEqual([[1n]]);
  await expect(read(other)).rejects.toMatchObject({ code: 'internal' });
  symlinkSync(other, staging.file('.csv'));
  await expect(read(`${staging.path}/2.csv`)).rejects.toMatchObject({ code: 'internal' });
  for (const sql of [
    `COPY (SELECT 1) TO '${folder.file('made.csv')}'`,
    `ATTACH '${folder.file('made.db')}'`,
    `INSTALL httpfs`,
    `LOAD '${other}'`,
    `SET enable_external_access = true`,
    `SET allowed_directories = ['/']`,
    `SET lock_configuration = false`,
    `SET autoinstall_known_extensions = true`,
  ])
    await expect(database.run({ sql }), sql).rejects.toBeDefined();
  expect(existsSync(folder.file('made.csv'))).toBe(false);
  await database.close();
  staging.remove();
});

test('the staging folder is private, and gone when it is removed', () => {
  const staging = new Staging();
  mkdirSync(staging.path, { recursive: true });
  expect(statSync(staging.path).mode & 0o777).toBe(0o700);
  const { path } = staging;
  staging.remove();
  expect(existsSync(path)).toBe(false);
});
