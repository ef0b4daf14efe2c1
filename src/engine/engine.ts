import { totalmem } from 'node:os';
import type { Section } from '../core/operations/index.ts';
import type { EngineEvent } from '../shared/index.ts';
import { atomicWrite } from './atomicWrite.ts';
import { ByteCache } from './byteCache.ts';
import { DocumentStore } from './documentStore.ts';
import { createHandlers } from './endpoints.ts';
import { Evaluator } from './evaluator.ts';
import { EventStreams } from './eventStreams.ts';
import { Handles } from './handles.ts';
import { JobTracker } from './jobTracker.ts';
import { PixelStore } from './pixelStore.ts';
import { Pictures } from './pictures.ts';
import { createPool, type Pool } from './pool.ts';
import { Previews } from './preview.ts';
import { createRouter } from './router.ts';
import { filesOf, Sessions } from './session/index.ts';
import { Sources } from './sources.ts';
import { Tables } from './tables/index.ts';
import type { StepValue } from './values.ts';

export interface EngineOptions {
  /** The built entry of src/workers. */
  readonly workerFile: string;
  /** The bundled sample image. */
  readonly sampleFile: string;
  /** Files and folders that sessions may name; all of the person's where it is not given. With it sessions are only
   * downloaded, never written over. */
  readonly reachable?: readonly string[];
  /** Where documents are kept between saves; they are not where it is not given. */
  readonly stateFolder?: string;
  /** One per core where it is not given. */
  readonly threads?: number;
  /** Most bytes of pixels that one job of a pass looks at; results do not depend on it. */
  readonly taskBytes?: number;
  /** Images held in memory; half of the machine's where it is not given. */
  readonly memoryBudgetBytes?: number;
  /** Results of steps kept for going back. */
  readonly cacheBudgetBytes?: number;
}

/** A file to be opened in the next window that asks, with the HDU and the section that its suffix named. */
export interface OpenRequest {
  readonly handle: string;
  readonly hdu: number | null;
  readonly section: Section | null;
}

/** All the work is done here; shells only pass requests and files on. */
export interface Engine {
  /** Answers a request of a window under /api/. */
  fetch(request: Request): Promise<Response>;
  /** Registers a file that a person chose, and gives the handle by which the page knows it. */
  adoptPath(path: string, options?: { readonly name?: string }): string;
  /** Registers a path that a save dialog gave. */
  adoptTarget(path: string): string;
  /** Writes what a page has made where a save dialog said, whole or not at all, and over none of the files that are open. */
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
  addPending(request: OpenRequest): void;
  close(): Promise<void>;
}

/** What the endpoints work with. */
export interface EngineParts {
  readonly pool: Pool;
  readonly handles: Handles;
  readonly sources: Sources;
  readonly pixels: PixelStore;
  readonly previews: Previews;
  readonly tables: Tables;
  readonly evaluator: Evaluator;
  readonly jobs: JobTracker;
  readonly events: EventStreams;
  readonly sampleFile: string;
  readonly sessions: Sessions;
  /** The bundled sample. */
  sample(): string;
  documentOf(window: string): DocumentStore;
  takePending(): OpenRequest[];
  send(window: string, event: EngineEvent): void;
}

const CACHE_BYTES = 2 ** 30;
const MAX_WINDOWS = 64;
const SAMPLE_CREDIT = '47 Tucanae, HST ACS/HRC F606W. Credit: NASA, ESA, STScI';

export function createEngine(options: EngineOptions): Engine {
  const parts = createParts(options);
  const pending: OpenRequest[] = [];
  const documents = new Map<string, DocumentStore>();
  const sample = (): string => parts.handles.adopt(options.sampleFile, { credit: SAMPLE_CREDIT });
  const documentOf = (window: string): DocumentStore => {
    const store = documents.get(window) ?? new DocumentStore();
    documents.delete(window);
    documents.set(window, store);
    // Windows name themselves; the one that was silent for longest is forgotten.
    if (documents.size > MAX_WINDOWS) documents.delete(documents.keys().next().value!);
    return store;
  };
  const sessions = new Sessions({
    ...parts,
    sampleFile: options.sampleFile,
    sample,
    documentOf,
    isOpen: (window) => parts.events.isOpen(window),
    reachable: options.reachable,
    stateFolder: options.stateFolder,
    send: (window, event) => parts.events.send(window, event),
  });
  const whole: EngineParts = {
    ...parts,
    sampleFile: options.sampleFile,
    sessions,
    sample,
    documentOf,
    takePending: () => pending.splice(0),
    send: (window, event) => parts.events.send(window, event),
  };
  const route = createRouter(createHandlers(whole));
  return {
    fetch: route,
    adoptPath: (path, { name } = {}) => parts.handles.adopt(path, name === undefined ? {} : { name }),
    adoptTarget: (path) => parts.handles.adoptTarget(path),
    writeFile(path, bytes) {
      const open = [...documents.values()].flatMap(({ document }) => filesOf(document, parts.handles));
      const inputs = open.map((file) => file.path);
      return atomicWrite(path, inputs, (to) => to.writeFile(bytes));
    },
    addPending: (request) => void pending.push(request),
    async close() {
      parts.jobs.cancelAll();
      await sessions.close();
      await parts.close();
    },
  };
}

/** The engine's parts without windows, as the command line uses them. */
export function createParts(options: Omit<EngineOptions, 'sampleFile'>) {
  const pool = createPool({
    workerFile: options.workerFile,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(options.taskBytes === undefined ? {} : { taskBytes: options.taskBytes }),
  });
  const handles = new Handles();
  const memoryBudget = options.memoryBudgetBytes ?? totalmem() / 2;
  const pictures = new Pictures(pool, memoryBudget);
  const sources = new Sources(handles, pool, pictures);
  const pixels = new PixelStore(pool, memoryBudget);
  const previews = new Previews(pool, pixels);
  const cache = new ByteCache<StepValue>(options.cacheBudgetBytes ?? CACHE_BYTES);
  const tables = new Tables({ pool });
  const evaluator = new Evaluator({ pool, sources, tables }, pixels, cache);
  return {
    pool,
    handles,
    sources,
    pixels,
    previews,
    tables,
    evaluator,
    jobs: new JobTracker(),
    events: new EventStreams(),
    async close() {
      await pool.close();
      await tables.close();
      await pixels.close();
      await pictures.close();
    },
  };
}
