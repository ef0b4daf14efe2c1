import { AppError, errorRecord, type ErrorRecord, type Warning } from '../../src/core/errors/index.ts';
import { FAKE_COLUMNS, fakeRows, packedPeaks, type RowsBody } from './fakeRows.ts';
import { asinh } from '../../src/core/math/index.ts';
import {
  applyAction,
  EMPTY_DOCUMENT,
  ENDPOINTS,
  findStep,
  isUndoable,
  TILE_SIZE,
  type Action,
  type Document,
  type EndpointName,
  type EngineEvent,
  type LeftSession,
  type Step,
  type StepSummary,
} from '../../src/shared/index.ts';
import {
  fakeHistogram,
  fakePeaks,
  fakePercentile,
  fakeStarField,
  type FakeImage,
  type FakePeak,
} from './fakeImage.ts';
import { fakeClustering, fakeTable, fakeTableHandlers, fakeTableSummary } from './fakeTables.ts';
import { fakeSessionHandlers } from './fakeSessions.ts';
import { fakeDescription, fakeHeader, fakeTile } from './fakeFile.ts';
import { fakeLookHandlers } from './fakeLooks.ts';

export const FAKE_HANDLE = 'fakefile0001';

export interface FakeEngineOptions {
  readonly image?: FakeImage;
  readonly unit?: string;
  readonly wcs?: unknown;
  /** Documents to offer. */
  readonly left?: readonly LeftSession[];
}

type Handler = (body: never) => unknown;

/** An engine in memory for one window over one synthetic image: the contract without files, threads or shells. */
export class FakeEngine {
  readonly image: FakeImage;
  /** Every request, in order. */
  readonly requests: { readonly name: EndpointName; readonly body: unknown }[] = [];
  document: Document = EMPTY_DOCUMENT;
  revision = 0;
  readonly left: readonly LeftSession[];
  /** What opening a session warns of. */
  warnings: readonly Warning[] = [];
  readonly peaks: readonly FakePeak[];
  readonly #unit: string;
  readonly #wcs: unknown;
  readonly #sorted: Float32Array;
  readonly #undo: Document[] = [];
  readonly #redo: Document[] = [];
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #failures = new Map<EndpointName, ErrorRecord>();
  #gesture: string | undefined;
  #jobs = 0;

  constructor({
    image = fakeStarField(300, 200, 60),
    unit = 'electron / s',
    wcs = null,
    left = [],
  }: FakeEngineOptions = {}) {
    this.image = image;
    this.#unit = unit;
    this.#wcs = wcs;
    this.left = left;
    this.#sorted = image.data.slice().sort();
    this.peaks = fakePeaks(image);
  }

  /** The next request of that name is refused, or its job fails. */
  failNext(name: EndpointName, error: ErrorRecord): void {
    this.#failures.set(name, error);
  }

  send(event: EngineEvent): void {
    for (const stream of this.#streams)
      stream.enqueue(new TextEncoder().encode(`${JSON.stringify(event)}\n`));
  }

  /** Ends the event streams, as when the engine goes away. */
  dropStreams(): void {
    this.#streams.forEach((stream) => stream.close());
    this.#streams.clear();
  }

  readonly fetch = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    const name = (Object.keys(ENDPOINTS) as EndpointName[]).find((key) => path.endsWith(ENDPOINTS[key].path));
    if (!name) return new Response(null, { status: 404 });
    const body = JSON.parse(input instanceof Request ? await input.text() : String(init?.body)) as never;
    this.requests.push({ name, body });
    try {
      const failure = name === 'evaluate' ? undefined : this.#takeFailure(name);
      if (failure)
        throw new AppError(failure.code, failure.message, failure.remedy ? { remedy: failure.remedy } : {});
      const answer = this.#handlers[name](body);
      return answer instanceof Response ? answer : Response.json(answer);
    } catch (error) {
      return Response.json({ error: errorRecord(error) }, { status: 400 });
    }
  };

  #takeFailure(name: EndpointName): ErrorRecord | undefined {
    const failure = this.#failures.get(name);
    this.#failures.delete(name);
    return failure;
  }

  readonly #handlers: Readonly<Record<EndpointName, Handler>> = {
    document: () => this.#state(),
    open: ({ handle }: { handle: string }) => fakeDescription(handle, this.image, this.#unit),
    sample: () => ({ handle: FAKE_HANDLE }),
    header: ({ start, count }: { start: number; count: number }) => fakeHeader(start, count),
    act: ({ action }: { action: Action }) => this.#act(action),
    evaluate: ({ step, steps }: { step: string; steps?: Step[] }) => {
      const recipe = [...this.document.recipe.steps, ...(steps ?? [])];
      const failure = this.#takeFailure('evaluate');
      return this.job(() => {
        if (failure)
          throw new AppError(failure.code, failure.message, failure.remedy ? { remedy: failure.remedy } : {});
        return { job: 'evaluate', step, key: `${step}-key`, summary: this.#evaluate(recipe, step) };
      });
    },
    verify: () =>
      this.job(() => ({
        job: 'verify',
        report: { agrees: true, hdus: [{ index: 0, agrees: true, message: 'all pixels equal' }] },
      })),
    events: () => this.#events(),
    tile: (address: { level: number; x: number; y: number }) => fakeTile(this.image, address),
    ...fakeTableHandlers((step) => fakeTable(this.document.recipe.steps, step)),
    tableExport: () =>
      this.job(() => ({ job: 'export', name: 'table.csv', rows: 0, guarded: 0, warnings: [] })),
    ...fakeLookHandlers(() => this.image),
    imageExport: () =>
      this.job(() => ({ job: 'export', name: 'image.fits', rows: 0, guarded: 0, warnings: [] })),
    peaks: () => packedPeaks(this.peaks),
    rows: (body: RowsBody) => fakeRows(this.#catalogue(), body),
    pixel: ({ x, y }: { x: number; y: number }) => {
      const value = this.image.data[(y - 1) * this.image.width + x - 1]!;
      return { text: String(value), value, normalised: asinh(value) / asinh(this.image.maximum) };
    },
    export: () => this.job(() => ({ job: 'export', name: 'stars.csv', rows: this.#catalogue().length })),
    ...fakeSessionHandlers(this),
    download: () => new Response(`id,x,y,value,normalized\n`, { headers: { 'content-type': 'text/csv' } }),
  };

  /** Takes another document, with a fresh history, and tells the window. */
  replace(document: Document): void {
    this.document = document;
    this.#undo.length = this.#redo.length = 0;
    this.revision += 1;
    this.send({ type: 'document', ...this.#state() });
  }

  #state() {
    const { revision, document } = this;
    return { revision, document, undo: this.#undo.length > 0, redo: this.#redo.length > 0 };
  }

  #act(action: Action) {
    if (action.type === 'undo' || action.type === 'redo') {
      const [from, to] = action.type === 'undo' ? [this.#undo, this.#redo] : [this.#redo, this.#undo];
      const target = from.pop();
      if (target) {
        to.push(this.document);
        this.document = target;
      }
      this.#gesture = undefined;
    } else {
      const next = applyAction(this.document, action);
      if (isUndoable(action)) {
        const gesture = 'gesture' in action ? action.gesture : undefined;
        if (gesture === undefined || gesture !== this.#gesture) this.#undo.push(this.document);
        this.#gesture = gesture;
        this.#redo.length = 0;
      }
      this.document = next;
    }
    this.revision += 1;
    this.send({ type: 'document', ...this.#state() });
    return { revision: this.revision };
  }

  job(work: () => unknown) {
    const job = `j${++this.#jobs}`;
    setTimeout(() => {
      try {
        this.send({ type: 'done', job, result: work() } as EngineEvent);
      } catch (error) {
        this.send({ type: 'failed', job, error: errorRecord(error) });
      }
    }, 1);
    return { job };
  }

  #evaluate(recipe: readonly Step[], id: string): StepSummary {
    const step = recipe.find((candidate) => candidate.id === id);
    if (!step) throw new AppError('not-found', `There is no step "${id}".`);
    const { image } = this;
    const book =
      recipe.find((candidate) => candidate.id === step.inputs['image'])?.operation === 'book-normalise';
    const needsMaximum =
      ['book-normalise', 'rescale', 'stretch', 'local-maxima'].includes(step.operation) || book;
    if (needsMaximum && !(image.maximum > 0))
      throw new AppError('bad-argument', `The largest pixel is ${image.maximum}, not above 0.`);
    const map = (value: number): number => (book ? asinh(value) / asinh(image.maximum) : value);
    switch (step.operation) {
      case 'example-table':
      case 'compute-column':
      case 'label-column':
      case 'select-rows':
        return fakeTableSummary(fakeTable(recipe, id), id);
      case 'dbscan':
        return fakeClustering();
      case 'percentile-limits': {
        const at = (name: string): number => map(fakePercentile(this.#sorted, Number(step.params[name])));
        return { kind: 'limits', low: at('low'), high: at('high') };
      }
      case 'zscale-limits': {
        const sample = [...this.#sorted].filter((_, i) => i % 60 === 0).map(map);
        const low = sample[0]!;
        const high = sample.at(-1)! * Number(step.params['contrast']);
        return { kind: 'limits', low, high, zscale: { sample, size: sample.length, kept: 900, slope: 1e-4 } };
      }
      case 'histogram': {
        const [low, high] = step.params['range'] as unknown as [number, number];
        return fakeHistogram(Array.from(image.data, map), low, high, Number(step.params['bins']));
      }
      case 'local-maxima': {
        const values = this.peaks.map((peak) => peak.normalized);
        const histogram = fakeHistogram(values, values.at(-1) ?? 0, values[0] ?? 1, 240);
        const count = this.peaks.length;
        const { maximum } = image;
        return { kind: 'peaks', count, kept: count, floor: -Number.MAX_VALUE, maximum, histogram };
      }
      case 'flux-cut': {
        const count = this.#catalogue().length;
        return { kind: 'catalogue', count, rows: count, maxima: this.peaks.length, columns: FAKE_COLUMNS };
      }
      default:
        return this.#imageSummary();
    }
  }

  #imageSummary(): StepSummary {
    const { width, height, minimum, maximum, data } = this.image;
    return {
      kind: 'image',
      width,
      height,
      originX: 0,
      originY: 0,
      pixelsKey: '0123456789abcdef',
      pixelType: 'float32',
      offset: 0,
      levels: Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / TILE_SIZE))),
      maps: [],
      minimum,
      maximum,
      finite: data.reduce((count, value) => count + (Number.isFinite(value) ? 1 : 0), 0),
      unit: this.#unit,
      wcs: this.#wcs as null,
      planes: 1,
      meaning: 'values',
      facts: {},
      warnings: [],
    };
  }

  /** The catalogue by y, then x, as the document's cut has it. */
  #catalogue(): readonly FakePeak[] {
    const image = this.document.images.at(-1);
    const cut = Number(image && findStep(this.document.recipe, image.steps.cut)?.params['flux_cut']);
    return this.peaks.filter((peak) => peak.normalized > cut).sort((a, b) => a.y - b.y || a.x - b.x);
  }

  #events(): Response {
    let mine: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        mine = controller;
        this.#streams.add(controller);
        controller.enqueue(new TextEncoder().encode('{"type":"hello"}\n'));
      },
      cancel: () => void this.#streams.delete(mine),
    });
    return new Response(body);
  }
}
