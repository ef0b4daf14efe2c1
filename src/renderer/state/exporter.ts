import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import type { Files } from './files.svelte.ts';
import type { Host } from '../../shared/index.ts';
import type { Jobs } from './jobs.svelte.ts';
import type { Notices } from './notices.svelte.ts';

export interface ExporterParts {
  readonly client: EngineClient;
  readonly host: Host;
  readonly store: DocumentStore;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly notices: Notices;
}

/** Writes the active image's catalogue where the person says. */
export class Exporter {
  readonly #parts: ExporterParts;

  constructor(parts: ExporterParts) {
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { store, notices, host } = this.#parts;
    const image = store.active;
    if (!image) return;
    if (!image.detecting) {
      notices.warning('There is no catalogue to export yet.', 'Find stars first (F), then export.');
      return;
    }
    try {
      const target = await host.saveAs(this.#suggestedName());
      if (target === null) return;
      // The cut may have moved a moment ago: the catalogue to write is that of the document as it stands.
      await store.settled();
      if (target === 'download') await this.#download(image.steps.cut);
      else await this.#write(image.steps.cut, target.target);
    } catch (error) {
      notices.error(error);
    }
  }

  #suggestedName(): string {
    const name = this.#parts.files.active?.name ?? 'image';
    return `${name.replace(/\.(fits?|fts|fz|gz)$/i, '').replace(/\.(fits?|fts)$/i, '')}-stars.csv`;
  }

  async #write(step: string, target: string): Promise<void> {
    const { client, jobs, notices } = this.#parts;
    const result = await jobs.start('Exporting', () => client.call('export', { step, target })).result;
    if (result.job === 'export') notices.done(`Wrote ${result.rows} stars to ${result.name}.`);
  }

  async #download(step: string): Promise<void> {
    const { client, host, jobs, notices } = this.#parts;
    await jobs.start('Flux cut', () => client.call('evaluate', { step })).result;
    const name = this.#suggestedName();
    await host.saveFile(name, await client.blob('download', { step }));
    notices.done(`The catalogue was handed to the browser as ${name}.`);
  }
}
