import type { Body } from '../../shared/index.ts';
import type { ExporterParts } from './exporter.ts';
import { imageTitle } from './imageTitle.ts';

export type ImageFormat = Body<'imageExport'>['format'];

const SUFFIXES: Readonly<Record<ImageFormat, string>> = { fits: 'fits', tiff: 'tif', png: 'png' };

/** Writes the pixels of the active image where the person says. */
export class ImageSaver {
  readonly #parts: ExporterParts;

  constructor(parts: ExporterParts) {
    this.#parts = parts;
  }

  async run(format: ImageFormat): Promise<void> {
    const { store, host, notices } = this.#parts;
    const image = store.active;
    if (!image) return;
    const name = this.suggestedName(SUFFIXES[format]);
    const body = { step: image.steps.crop, format };
    try {
      const target = await host.saveAs(name);
      if (target === null) return;
      await store.settled();
      if (target === 'download') await this.#download(body, name);
      else await this.#write({ ...body, target: target.target });
    } catch (error) {
      notices.error(error);
    }
  }

  /** What the active image is called, as a file name with another suffix. */
  suggestedName(suffix: string): string {
    const { store, files } = this.#parts;
    const title = store.active ? imageTitle(store.active, store.document, files.known) : '';
    const stem = title.replace(/\.(fits?|fts|fz|png|jpe?g|tiff?)(\.gz)?$/i, '');
    const plain = stem.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
    return `${plain.slice(0, 80) || 'image'}.${suffix}`;
  }

  async #write(body: Body<'imageExport'>): Promise<void> {
    const { client, jobs, notices } = this.#parts;
    const result = await jobs.start('Writing', () => client.call('imageExport', body)).result;
    if (result.job !== 'export') return;
    notices.done(`Wrote the image to ${result.name}.`);
    for (const warning of result.warnings) notices.warning(warning.message);
  }

  async #download(body: Body<'imageDownload'>, name: string): Promise<void> {
    const { client, host, notices } = this.#parts;
    await host.saveFile(name, await client.blob('imageDownload', body));
    notices.done(`The image was handed to the browser as ${name}.`);
    if (body.format === 'png')
      notices.warning('PNG holds 16-bit integers only: the values were scaled between their extremes.');
  }
}
