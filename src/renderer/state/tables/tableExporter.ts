import type { Body } from '../../../shared/index.ts';
import type { ExporterParts } from '../exporter.ts';
import type { Tables } from './tables.svelte.ts';

export type TableFormat = Body<'tableExport'>['format'];

/** Writes the shown rows and columns of the shown table where the person says. */
export class TableExporter {
  readonly #parts: ExporterParts;
  readonly #tables: Tables;

  constructor(parts: ExporterParts, tables: Tables) {
    this.#parts = parts;
    this.#tables = tables;
  }

  async run(format: TableFormat): Promise<void> {
    const { host, store, notices } = this.#parts;
    const { view, data } = this.#tables;
    if (!view || !data) return;
    const name = suggestedName(view.name, format);
    try {
      const target = await host.saveAs(name);
      if (target === null) return;
      await store.settled();
      const rows = {
        step: data.step,
        filter: view.filter,
        sort: view.sort,
        selected: view.onlySelected ? view.selection : null,
        columns: [...data.rows.columns],
        format,
      };
      if (target === 'download') await this.#download(rows, name);
      else await this.#write({ ...rows, target: target.target });
    } catch (error) {
      notices.error(error);
    }
  }

  async #write(body: Body<'tableExport'>): Promise<void> {
    const { client, jobs, notices } = this.#parts;
    const result = await jobs.start('Exporting', () => client.call('tableExport', body)).result;
    if (result.job !== 'export') return;
    notices.done(`Wrote ${result.rows} rows to ${result.name}.`);
    if (result.guarded > 0)
      notices.warning(
        `${result.guarded} text cells began like a formula; they were written with a ' before them.`,
        'A spreadsheet would have run them.',
      );
    for (const warning of result.warnings) notices.warning(warning.message);
  }

  async #download(body: Body<'tableDownload'>, name: string): Promise<void> {
    const { client, host, notices } = this.#parts;
    await host.saveFile(name, await client.blob('tableDownload', body));
    notices.done(`The table was handed to the browser as ${name}.`);
  }
}

/** Characters that some system allows in no file name. */
const FORBIDDEN = new Set('<>:"/\\|?*');

function suggestedName(table: string, format: TableFormat): string {
  const stem = table.replace(/\.(csv|tsv|txt|dat|fits?|ecsv|vot|xml|parquet)$/i, '');
  const plain = Array.from(stem, (letter) => (letter < ' ' || FORBIDDEN.has(letter) ? '-' : letter)).join('');
  return `${plain || 'table'}.${format}`;
}
