import { basename } from 'node:path';
import { AppError } from '../core/errors/index.ts';
import { isSessionName } from '../shared/session.ts';
import { type EngineEvent, type Recipe, type Step } from '../shared/index.ts';
import { exactPlane, isMade, readablePlane } from './basePixels.ts';
import { binaryResponse } from './binaryResponse.ts';
import { compareImages } from './compareImages.ts';
import { cutoutOf } from './cutout.ts';
import type { EngineParts } from './engine.ts';
import { catalogueCsv, writeCatalogue } from './exportCatalogue.ts';
import { imageFileHandlers } from './imageEndpoints.ts';
import { silentWork } from './jobTracker.ts';
import { profileOf } from './lineProfile.ts';
import { regionsOfMask } from './maskRegions.ts';
import { brightestFirst } from './maxima.ts';
import { previewResponse } from './previewResponse.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { Handlers } from './router.ts';
import { sessionDescription, sessionHandlers } from './session/index.ts';
import { rowsPage } from './rowsPage.ts';
import { mappedValue, summarise } from './summarise.ts';
import { tableHandlers } from './tableEndpoints.ts';
import { tileOf } from './tiles.ts';
import { histogramOfRegion } from './viewHistogram.ts';
import type { CatalogueValue, ImageValue, PeaksValue, StepValue } from './values.ts';

/** The engine's side of the contract. */
export function createHandlers(parts: EngineParts): Handlers {
  const { pool, sources, evaluator, jobs, events, handles } = parts;

  const recipeOf = (window: string, extra: readonly Step[] = []): Recipe => {
    const { recipe } = parts.documentOf(window).document;
    return { ...recipe, steps: [...recipe.steps, ...extra] };
  };
  /** A value that has been evaluated before, or is quickly evaluated again. */
  const valueOf = async <Kind extends StepValue['kind']>(
    window: string,
    step: string,
    kind: Kind,
    extra: readonly Step[] = [],
  ) => {
    const recipe = recipeOf(window, extra);
    const { value } = await evaluator.evaluate(recipe, step, silentWork(), { load: false });
    return ofKind(step, value, kind);
  };
  const documentEvent = (window: string): EngineEvent => {
    const { revision, document, canUndo, canRedo } = parts.documentOf(window);
    return { type: 'document', revision, document, undo: canUndo, redo: canRedo };
  };
  const send = (window: string) => (event: EngineEvent) => parts.send(window, event);

  return {
    ...imageFileHandlers(parts, recipeOf),
    ...tableHandlers(parts, (window, step, extra) => valueOf(window, step, 'table', extra)),
    document: (_body, window) => {
      const { revision, document, canUndo, canRedo } = parts.documentOf(window);
      return { revision, document, undo: canUndo, redo: canRedo };
    },
    ...sessionHandlers(parts, (window) => parts.send(window, documentEvent(window))),
    open: ({ handle }) =>
      isSessionName(handles.file(handle).name)
        ? sessionDescription(handles.file(handle))
        : sources.describe(handle),
    sample: () => ({ handle: parts.sample() }),
    pending: () => ({ opened: parts.takePending() }),
    async header({ handle, hdu: index, start, count }) {
      const { data: file, hdus } = await sources.open(handle);
      const hdu = hdus[index];
      if (!hdu) throw new AppError('not-found', `There is no HDU ${index}; the file has ${hdus.length}.`);
      return pool.run('header', { file, hdu, start, count }, PRIORITY.asked);
    },
    act({ action }, window) {
      const store = parts.documentOf(window);
      store.act(action);
      parts.send(window, documentEvent(window));
      parts.sessions.changed(window);
      return { revision: store.revision };
    },
    evaluate({ step, steps }, window) {
      const recipe = recipeOf(window, steps);
      const job = jobs.start(async (work) => {
        const { key, value } = await evaluator.evaluate(recipe, step, work, { load: true });
        return { job: 'evaluate', step, key, summary: await summarise(parts, value, work) };
      }, send(window));
      return { job };
    },
    verify({ handle }, window) {
      const job = jobs.start(async (work) => {
        const { file, format, hdus } = await sources.open(handle, true);
        if (format === 'picture')
          throw new AppError(
            'not-supported',
            'The second reader reads FITS files alone, and this is a picture.',
          );
        work.expect(0, 'Checking with the second reader');
        return {
          job: 'verify',
          report: await pool.run('verify', { file, hdus, control: work.control }, PRIORITY.background),
        };
      }, send(window));
      return { job };
    },
    cancel: ({ job }) => ({ cancelled: jobs.cancel(job) }),
    events: (_body, window) => events.response(window),
    async tile({ pixelsKey, level, x, y }) {
      if (parts.previews.has(pixelsKey))
        return binaryResponse(await parts.previews.tile(pixelsKey, { level, x, y }));
      return binaryResponse(await tileOf(pool, parts.pixels.byKey(pixelsKey), level, x, y));
    },
    async compare({ step, other }, window) {
      const images = await Promise.all([step, other].map((id) => valueOf(window, id, 'image')));
      return compareImages(pool, parts.pixels, images[0]!, images[1]!, silentWork());
    },
    async preview({ step, steps, tiles, exact }, window, signal) {
      const image = await valueOf(window, step, 'image', steps);
      return previewResponse(await parts.previews.look(image, tiles, exact ?? false, signal));
    },
    async peaks({ step }, window) {
      const value: PeaksValue = await valueOf(window, step, 'peaks');
      return binaryResponse(await brightestFirst(pool, value));
    },
    async rows({ step, ...request }, window) {
      const value: CatalogueValue = await valueOf(window, step, 'catalogue');
      return rowsPage(pool, value, request);
    },
    async pixel({ step, x, y }, window) {
      const image = await readable(await valueOf(window, step, 'image'));
      return pixelReadout(image, x, y);
    },
    async cutout({ step, x, y, size }, window) {
      return cutoutOf(pool, await readable(await valueOf(window, step, 'image')), x, y, size);
    },
    async profile({ step, ...line }, window) {
      return binaryResponse(await profileOf(pool, await valueOf(window, step, 'image'), line));
    },
    async maskRegions({ step, ...options }, window) {
      return regionsOfMask(pool, parts.pixels, await valueOf(window, step, 'image'), options, silentWork());
    },
    async regionHistogram({ step, regions, bins }, window) {
      return histogramOfRegion(pool, await valueOf(window, step, 'image'), regions, bins);
    },
    export({ step, target }, window) {
      const path = handles.takeTarget(target);
      const recipe = recipeOf(window);
      const job = jobs.start(async (work) => {
        const { value } = await evaluator.evaluate(recipe, step, work, { load: false });
        const catalogue = ofKind(step, value, 'catalogue');
        await writeCatalogue(pool, catalogue, path, await sources.inputPaths(), work);
        return { job: 'export', name: basename(path), rows: catalogue.count, guarded: 0, warnings: [] };
      }, send(window));
      return { job };
    },
    async download({ step }, window) {
      const value: CatalogueValue = await valueOf(window, step, 'catalogue');
      const chunks = catalogueCsv(pool, value, silentWork());
      return new Response(streamOf(chunks), {
        headers: { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' },
      });
    },
  };

  /** The image with its pixels at hand, made again where they were let go of. */
  async function readable(image: ImageValue): Promise<ImageValue> {
    if (!isMade(image.base)) await parts.pixels.planes({ image: image.base }, silentWork());
    return image;
  }

  async function pixelReadout(image: ImageValue, x: number, y: number) {
    const { window } = image.base;
    const column = x - 1 - window.x0;
    const row = y - 1 - window.y0;
    if (column < 0 || row < 0 || column >= window.width || row >= window.height)
      throw new AppError('bad-argument', `Pixel (${x}, ${y}) is outside the image.`);
    // Exact digits come from the file; a value in memory is the same number, but not always as many digits.
    const plane = exactPlane(image.base) ?? readablePlane(image.base);
    const { text, value } = await pool.run('pixel', { plane, x: column, y: row }, PRIORITY.tile);
    return { text, value: Number.isFinite(value) ? value : null, normalised: mappedValue(image, value) };
  }
}

function ofKind<Kind extends StepValue['kind']>(step: string, value: StepValue, kind: Kind) {
  if (value.kind !== kind)
    throw new AppError('bad-argument', `Step "${step}" gives ${value.kind}, not ${kind}.`);
  return value as Extract<StepValue, { kind: Kind }>;
}

function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
