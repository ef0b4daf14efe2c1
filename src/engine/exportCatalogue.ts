import { csvHead, type TextColumn } from '../core/catalogue/index.ts';
import { AppError } from '../core/errors/index.ts';
import { isCancelled } from '../shared/jobs.ts';
import { atomicWrite } from './atomicWrite.ts';
import type { Work } from './jobTracker.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import { catalogueChunks, type StarRows } from './starRows.ts';
import { catalogueColumnNames } from './summarise.ts';
import type { CatalogueValue } from './values.ts';

/** The catalogue as CSV in UTF-8, piece by piece; the same bytes for the window and the command line. */
export async function* catalogueCsv(
  pool: Pool,
  value: CatalogueValue,
  work: Work,
): AsyncGenerator<Uint8Array> {
  work.expect(value.count, 'Writing');
  const done = new Int32Array(work.control.progress);
  const names = catalogueColumnNames(value.stars.ra !== null);
  yield new TextEncoder().encode(csvHead(names.map((name) => ({ name, style: 'float64', data: [] }))));
  // Some pieces are made into text ahead of the one that is written.
  const ahead: { readonly text: Promise<Uint8Array>; readonly rows: number }[] = [];
  let written = 0;
  const next = async (): Promise<Uint8Array> => {
    if (isCancelled(work.control)) throw new AppError('cancelled', 'The work was cancelled.');
    const { text, rows } = ahead.shift()!;
    const bytes = await text;
    Atomics.store(done, 0, (written += rows));
    return bytes;
  };
  let firstId = 1;
  for await (const rows of catalogueChunks(pool, value, work)) {
    const columns = textColumns(rows, firstId, value);
    const text = pool.run('csv', { columns, exact: value.exact }, PRIORITY.asked);
    // Looked at when its turn comes; until then a failure must not count as unhandled.
    text.catch(() => {});
    ahead.push({ text, rows: rows.x.length });
    firstId += rows.x.length;
    if (ahead.length > pool.threads) yield await next();
  }
  while (ahead.length > 0) yield await next();
}

/** Writes the catalogue to a file, which is there whole afterwards or not at all. */
export async function writeCatalogue(
  pool: Pool,
  value: CatalogueValue,
  target: string,
  inputs: readonly string[],
  work: Work,
): Promise<void> {
  await atomicWrite(target, inputs, async (file) => {
    for await (const bytes of catalogueCsv(pool, value, work)) await file.writeFile(bytes);
  });
}

function textColumns(rows: StarRows, firstId: number, { pixelType }: CatalogueValue): TextColumn[] {
  const id = new Float64Array(rows.x.length);
  for (let i = 0; i < id.length; i++) id[i] = firstId + i;
  const columns: TextColumn[] = [
    { name: 'id', style: 'float64', data: id },
    { name: 'x', style: 'float64', data: rows.x },
    { name: 'y', style: 'float64', data: rows.y },
    { name: 'value', style: pixelType, data: rows.value },
    { name: 'normalized', style: pixelType, data: rows.normalized },
  ];
  if (rows.ra && rows.dec)
    columns.push(
      { name: 'ra', style: 'float64', data: rows.ra },
      { name: 'dec', style: 'float64', data: rows.dec },
    );
  return columns;
}
