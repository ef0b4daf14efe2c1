import {
  furtherInputs,
  OPERATIONS,
  type Operation,
  type ParameterValue,
} from '../../core/operations/index.ts';
import { findStep, type Arrangement, type VerifyReport } from '../../shared/index.ts';
import { Gesture } from './gesture.ts';
import { imageTitle } from './imageTitle.ts';
import type { Workbench } from './workbench.svelte.ts';

const ZOOM_STEP = 1.5;

/** An operation on several images, before it is applied. */
export interface AskedOperation {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, ParameterValue>>;
  /** The images besides the active one, by input. */
  readonly others: Readonly<Record<string, string>>;
}

/** Everything a person can ask for by button, menu or key. */
export class Commands {
  /** Which dialog is open. */
  dialog = $state<
    'header' | 'keys' | 'log' | 'verify' | 'palette' | 'settings' | 'composite' | 'save-picture' | null
  >(null);
  verifyReport = $state.raw<VerifyReport | null>(null);
  /** What the Process panel asks the other images for; null while it asks for none. */
  asked = $state.raw<AskedOperation | null>(null);

  readonly #bench: Workbench;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  async open(): Promise<void> {
    const { host, files, notices } = this.#bench;
    try {
      await files.openHandles(await host.openFiles());
    } catch (error) {
      notices.error(error);
    }
  }

  async drop(dropped: readonly File[]): Promise<void> {
    const { host, files, notices, regionFiles } = this.#bench;
    // One by one, so that a file that cannot be read keeps none of the others out.
    for (const file of dropped) {
      if (/\.reg$/i.test(file.name)) {
        await regionFiles.load(file);
        continue;
      }
      try {
        const handles = await host.adopt([file], (fraction) => (files.travelled = fraction));
        files.travelled = null;
        await files.open(handles.map((handle) => ({ handle, hdu: null, section: null, name: file.name })));
      } catch (error) {
        notices.error(error, file.name);
      } finally {
        files.travelled = null;
      }
    }
  }

  /** Saves the session where it was saved last. */
  async save(): Promise<void> {
    await this.#bench.sessionFile.save();
  }

  async saveAs(): Promise<void> {
    await this.#bench.sessionFile.saveAs();
  }

  sample(): void {
    void this.#bench.files.openSample();
  }

  undo(): void {
    this.#bench.store.undo();
  }

  redo(): void {
    this.#bench.store.redo();
  }

  closeImage(): void {
    const { store, tables } = this.#bench;
    if (store.active) store.act({ type: 'remove-image', image: store.active.id });
    else if (tables.view) store.act({ type: 'remove-table', table: tables.view.id });
  }

  /** Shows another image: the next, or with -1 the one before. */
  nextImage(by: 1 | -1): void {
    const { store } = this.#bench;
    const { images, active } = store.document;
    const at = images.findIndex(({ id }) => id === active);
    const next = images.at((at + by) % images.length);
    if (next && next.id !== active) store.act({ type: 'activate-image', image: next.id });
  }

  /** Writes position and value of the readout among the messages. */
  async noteValue(): Promise<void> {
    const { readout, store, files, notices } = this.#bench;
    const { view } = readout;
    try {
      const read = await readout.read();
      if (!read || !view) return;
      const { pixel, value } = read;
      const name = imageTitle(view, store.document, files.known);
      notices.done([name, `(${pixel.x}, ${pixel.y}):`, value.text, value.unit].filter(Boolean).join(' '));
    } catch (error) {
      notices.error(error);
    }
  }

  toggleStars(): void {
    const image = this.#bench.store.active;
    if (image) this.#bench.store.act({ type: 'set-detecting', image: image.id, detecting: !image.detecting });
  }

  /** How several images share the picture's room. */
  arrange(arrangement: Arrangement): void {
    this.#bench.store.act({ type: 'set-layout', layout: { arrangement } });
  }

  /** Applies an operation to the active image: its result is another image, or a table. */
  operate(name: string, others: AskedOperation['others'] = {}, params: AskedOperation['params'] = {}): void {
    const { store } = this.#bench;
    const operation = OPERATIONS.get(name);
    if (!store.active || !operation) return;
    const type = operation.shape.kind === 'measure' ? 'measure-image' : 'derive-image';
    const made = { image: store.active.id, operation: name, others: { ...others } };
    store.act({ type, ...made, params: { ...params } as never });
  }

  /** Opens the form of an operation that takes other images as well, those chosen that there are. */
  ask(name: string, params: AskedOperation['params'] = {}): void {
    const { store } = this.#bench;
    const operation = OPERATIONS.get(name);
    const { images, active, layout } = store.document;
    if (active === null || !operation) return;
    const rest = images.filter(({ id }) => id !== active);
    const others = furtherInputs(operation).map(
      (input, i) => [input, (rest[i] ?? rest[0] ?? images[0]!).id] as const,
    );
    this.asked = { operation, params, others: Object.fromEntries(others) };
    if (layout.rightFolded || layout.side !== 'image')
      store.act({ type: 'set-layout', layout: { rightFolded: false, side: 'image' } });
  }

  /** The active image beside its global and its adaptive threshold. */
  compareThresholds(): void {
    const { store } = this.#bench;
    const image = store.active?.id;
    if (!image) return;
    const known = new Set(store.document.images.map(({ id }) => id));
    const gesture = new Gesture().id();
    for (const operation of ['otsu', 'adaptive'])
      store.act({ type: 'derive-image', image, operation, params: {}, gesture });
    const made = store.document.images.filter(({ id }) => !known.has(id)).map(({ id }) => id);
    store.act({
      type: 'set-layout',
      layout: { arrangement: 'tiled', panels: [image, ...made], lock: 'pixel' },
    });
  }

  /** Opens one of the worked examples on images, as the chapter's figure. */
  imageExample(example: 'dynamic-threshold' | 'local-maxima'): void {
    this.#bench.store.act({ type: 'add-image-example', example });
  }

  /** The chapter's star cluster: the bundled sample, beside it with its stars. */
  async stellarCluster(): Promise<void> {
    const { client, store, files, notices } = this.#bench;
    try {
      const { handle } = await client.call('sample', {});
      await files.describe(handle);
      store.act({ type: 'add-image-example', example: 'stellar-cluster', handle });
    } catch (error) {
      notices.error(error);
    }
  }

  /** Opens one of the worked examples, as the chapter's figure. */
  example(example: 'plane-regression' | 'dbscan'): void {
    this.#bench.store.act({ type: 'add-example', example });
  }

  /** The stars of the active image as a table, to be plotted and clustered. */
  starTable(): void {
    const { store } = this.#bench;
    const image = store.active;
    if (!image) return;
    if (!image.detecting) store.act({ type: 'set-detecting', image: image.id, detecting: true });
    store.act({ type: 'add-star-table', image: image.id });
  }

  clearSelection(): void {
    const { tables } = this.#bench;
    if (tables.view?.selection) tables.select(null);
    if (this.#bench.store.document.selection) this.#bench.store.act({ type: 'select', selection: null });
  }

  fit(): void {
    this.#bench.viewport.fit();
  }

  actualSize(): void {
    this.#bench.viewport.actualSize();
  }

  zoomIn(): void {
    this.#bench.viewport.zoomBy(ZOOM_STEP);
  }

  zoomOut(): void {
    this.#bench.viewport.zoomBy(1 / ZOOM_STEP);
  }

  toggleCrop(): void {
    const { viewport, store } = this.#bench;
    if (store.active) viewport.setMode(viewport.mode === 'crop' ? 'pan' : 'crop');
  }

  toggleLasso(): void {
    const { viewport, store } = this.#bench;
    if (store.active) viewport.setMode(viewport.mode === 'lasso' ? 'pan' : 'lasso');
  }

  /** Back to moving the picture. */
  leaveMode(): void {
    this.#bench.viewport.setMode('pan');
  }

  /** Shows the rectangle only; 0-based pixels of what is shown now. */
  crop(section: { x0: number; x1: number; y0: number; y1: number }): void {
    const { viewport, store, picture } = this.#bench;
    viewport.setMode('pan');
    const image = picture.image;
    if (!image || !store.active) return;
    const { originX, originY } = image;
    store.act({
      type: 'set-params',
      step: store.active.steps.crop,
      params: {
        section: {
          x0: section.x0 + 1 + originX,
          x1: section.x1 + 1 + originX,
          y0: section.y0 + 1 + originY,
          y1: section.y1 + 1 + originY,
        },
      },
    });
  }

  get cropped(): boolean {
    const { store } = this.#bench;
    const step = store.active && findStep(store.document.recipe, store.active.steps.crop);
    return (step?.params['section'] ?? null) !== null;
  }

  resetCrop(): void {
    const image = this.#bench.store.active;
    if (image && this.cropped)
      this.#bench.store.act({ type: 'set-params', step: image.steps.crop, params: { section: null } });
  }

  /** Writes the shown table, or where none is shown the catalogue of the image. */
  exportCatalogue(): void {
    const { tables, tableExporter, exporter } = this.#bench;
    void (tables.view ? tableExporter.run('csv') : exporter.run());
  }

  async verify(): Promise<void> {
    const { store, jobs, client, notices } = this.#bench;
    const handle = store.active?.handle;
    if (!handle) return;
    try {
      const result = await jobs.start('Second reader', () => client.call('verify', { handle })).result;
      if (result.job !== 'verify') return;
      this.verifyReport = result.report;
      this.dialog = 'verify';
    } catch (error) {
      notices.error(error);
    }
  }
}
