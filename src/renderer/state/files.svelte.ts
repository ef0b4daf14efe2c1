import { AppError } from '../../core/errors/index.ts';
import { findStep, type FileDescription } from '../../shared/index.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import type { Notices } from './notices.svelte.ts';

type Section = { readonly x0: number; readonly x1: number; readonly y0: number; readonly y1: number };
export interface OpenRequest {
  readonly handle: string;
  readonly hdu: number | null;
  readonly section: Section | null;
  /** What the person knows the file by, if the window has heard it. */
  readonly name?: string;
}

/** The open files, by handle, as the engine describes them. */
export class Files {
  known = $state.raw<ReadonlyMap<string, FileDescription>>(new Map());
  /** How many files are being opened. */
  opening = $state(0);
  /** Share of the bytes that have travelled, where they have to; null else. */
  travelled = $state<number | null>(null);

  /** Opens a session file; set by the workbench. */
  onsession: (handle: string, name: string) => Promise<void> = async () => {};

  readonly #client: EngineClient;
  readonly #store: DocumentStore;
  readonly #notices: Notices;
  readonly #asked = new Set<string>();

  constructor(client: EngineClient, store: DocumentStore, notices: Notices) {
    this.#client = client;
    this.#store = store;
    this.#notices = notices;
    // After a reload, or an undo that brings a file back, the document names files this window has not read yet.
    store.onchange(() => this.#describeMissing());
  }

  /** Opens files one after another, each at its first image; what cannot be opened is reported and skipped. */
  async open(requests: readonly OpenRequest[]): Promise<void> {
    for (const request of requests) {
      this.opening += 1;
      try {
        await this.#openOne(request);
      } catch (error) {
        this.#notices.error(error, request.name ?? null);
      } finally {
        this.opening -= 1;
      }
    }
  }

  async openHandles(handles: readonly string[]): Promise<void> {
    await this.open(handles.map((handle) => ({ handle, hdu: null, section: null })));
  }

  async openSample(): Promise<void> {
    try {
      const { handle } = await this.#client.call('sample', {});
      await this.openHandles([handle]);
    } catch (error) {
      this.#notices.error(error);
    }
  }

  async #openOne({ handle, hdu, section }: OpenRequest): Promise<void> {
    const file = await this.describe(handle);
    if (file.format === 'session') return this.onsession(handle, file.name);
    const table = file.tables.find((one) => one.index === hdu && one.problem === null);
    const first = table ? null : (hdu ?? file.firstImage);
    if (first === null) {
      const found = table ?? firstTable(file);
      if (found) {
        this.openTable(file, found.index);
        return;
      }
      const why = file.hdus.find((candidate) => candidate.unreadable !== null)?.unreadable;
      throw new AppError(
        'no-image',
        `There is no image and no table in ${file.name}${why ? `: ${why}` : ''}.`,
        {
          remedy: 'The other files stay open. The header of this file can be read with “asterism header”.',
        },
      );
    }
    this.#store.act({ type: 'add-image', handle, hdu: first, section });
  }

  /** Opens a table of a file that is known. */
  openTable(file: FileDescription, index: number): void {
    const several = file.tables.length > 1;
    const choice = file.tables.find((one) => one.index === index);
    const name = several ? `${file.name} [${choice?.name || index}]` : file.name;
    this.#store.act({
      type: 'add-table',
      handle: file.handle,
      name: name.slice(0, 200),
      params: file.format === 'delimited' || file.format === 'parquet' ? {} : { table: index },
    });
  }

  /** What a file holds, kept under its handle. */
  async describe(handle: string): Promise<FileDescription> {
    this.#asked.add(handle);
    const file = await this.#client.call('open', { handle });
    if (file.format !== 'session') this.known = new Map(this.known).set(handle, file);
    return file;
  }

  #describeMissing(): void {
    const { images, tables } = this.#store.document;
    const handles = [...images, ...tables].flatMap(({ handle }) => (handle === null ? [] : [handle]));
    for (const handle of handles) {
      if (this.#asked.has(handle)) continue;
      this.describe(handle).catch((error: unknown) => this.#notices.error(error));
    }
  }

  /** The file of the active image. */
  readonly active: FileDescription | null = $derived.by(
    () => this.known.get(this.#store.active?.handle ?? '') ?? null,
  );

  /** The HDU the active image shows. */
  readonly activeHdu: number = $derived.by(() => {
    const view = this.#store.active;
    const hdu = view ? findStep(this.#store.document.recipe, view.steps.source)?.params['hdu'] : 0;
    return typeof hdu === 'number' ? hdu : 0;
  });
}

/** The table that is opened when none is asked for: the first with rows, else the first that can be read. */
function firstTable(file: FileDescription): FileDescription['tables'][number] | undefined {
  const readable = file.tables.filter((table) => table.problem === null);
  return readable.find((table) => table.rows !== 0) ?? readable[0];
}
