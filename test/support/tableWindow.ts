import type { Engine } from '../../src/engine/index.ts';
import {
  headOf,
  type Action,
  type Body,
  type TableCell,
  type TableSummary,
  type TableView,
} from '../../src/shared/index.ts';
import type { EngineWindow, Outcome } from './engineWindow.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';

/** A window with tables: opened from text or files, asked, and written. */
export class TableWindow {
  readonly window: EngineWindow;
  readonly #engine: Engine;
  readonly #folder: TemporaryFolder;
  #files = 0;

  constructor(window: EngineWindow, engine: Engine, folder: TemporaryFolder) {
    this.window = window;
    this.#engine = engine;
    this.#folder = folder;
  }

  /** Opens a file as the window does. */
  async open(path: string, params: Record<string, unknown> = {}): Promise<TableView> {
    const handle = this.#engine.adoptPath(path);
    await this.window.call('open', { handle });
    return this.added({ type: 'add-table', handle, name: 'table', params: params as never });
  }

  /** Opens a text as a file. */
  text(
    content: string | Uint8Array,
    suffix = 'csv',
    params: Record<string, unknown> = {},
  ): Promise<TableView> {
    return this.open(this.#folder.write(`text${++this.#files}.${suffix}`, content), params);
  }

  /** The table that an action has made, or changed: the shown one. */
  async added(action: Action): Promise<TableView> {
    await this.window.act(action);
    const { document } = await this.window.call('document', {});
    return document.tables.find(({ id }) => id === document.activeTable)!;
  }

  summary(view: TableView): Promise<TableSummary> {
    return this.window.summary(headOf(view), 'table');
  }

  /** All cells, by columns. */
  async cells(view: TableView, more: Partial<Body<'tableRows'>> = {}): Promise<Record<string, TableCell[]>> {
    const page = await this.window.call('tableRows', { step: headOf(view), start: 0, count: 1000, ...more });
    return Object.fromEntries(page.columns.map((name, i) => [name, page.rows.map((row) => row[i]!)]));
  }

  async numbers(view: TableView, column: string): Promise<number[]> {
    return [...new Float64Array(await this.window.bytes('tableColumn', { step: headOf(view), column }))];
  }

  /** Writes a table to a path. */
  async write(
    view: TableView,
    path: string,
    format: Body<'tableExport'>['format'],
    more: Partial<Body<'tableExport'>> = {},
  ): Promise<Outcome> {
    const target = this.#engine.adoptTarget(path);
    const { job } = await this.window.call('tableExport', { step: headOf(view), format, target, ...more });
    return this.window.outcome(job);
  }
}
