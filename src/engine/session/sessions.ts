import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, type Warning } from '../../core/errors/index.ts';
import type { EngineEvent, SessionResult, SessionState } from '../../shared/index.ts';
import { isSessionName, SESSION_SUFFIX } from '../../shared/session.ts';
import { atomicWrite } from '../atomicWrite.ts';
import type { DocumentStore } from '../documentStore.ts';
import type { Handles } from '../handles.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { Autosave, type AutosaveParts } from './autosave.ts';
import { FileHashes } from './fileHashes.ts';
import { changedFiles, foundSession } from './openSession.ts';
import { reachOf, type Reach } from './reach.ts';
import { filesOf, writtenSession } from './writeSession.ts';

export interface SessionsParts {
  readonly pool: Pool;
  readonly handles: Handles;
  readonly sampleFile: string;
  readonly sample: () => string;
  readonly documentOf: (window: string) => DocumentStore;
  readonly isOpen: (window: string) => boolean;
  /** Files and folders that sessions may name; all of the person's where it is not given. With it sessions are only
   * downloaded, never written over. */
  readonly reachable?: readonly string[] | undefined;
  /** Nothing is saved by itself where it is not given. */
  readonly stateFolder?: string | undefined;
  readonly send: (window: string, event: EngineEvent) => void;
}

interface SavedAs {
  readonly path: string | null;
  readonly revision: number;
}

/** Saves documents as session files, and opens them again. */
export class Sessions {
  readonly #parts: SessionsParts;
  readonly #hashes: FileHashes;
  readonly #reach: Reach;
  readonly #autosave: Autosave | null;
  readonly #saved = new WeakMap<DocumentStore, SavedAs>();
  /** The last save that was asked for, by the file it writes. */
  readonly #saving = new Map<string, Promise<unknown>>();

  constructor(parts: SessionsParts) {
    this.#parts = parts;
    this.#hashes = new FileHashes(parts.pool);
    this.#reach = reachOf(parts.reachable);
    const { stateFolder: folder, isOpen, send } = parts;
    const text = (document: DocumentStore['document']): Promise<string> => this.#text(document, null);
    const onfailure: AutosaveParts['onfailure'] = (window, error) =>
      send(window, { type: 'not-kept', error });
    this.#autosave = folder === undefined ? null : new Autosave({ folder, isOpen, text, onfailure });
  }

  async state(window: string): Promise<SessionState> {
    const store = this.#parts.documentOf(window);
    const saved = this.#saved.get(store);
    const { images, tables } = store.document;
    const left = images.length + tables.length === 0 ? ((await this.#autosave?.left()) ?? []) : [];
    return {
      name: saved?.path ? path.basename(saved.path) : null,
      savedRevision: saved?.revision ?? null,
      left: left.map(({ id, savedAtMs }) => ({ id, savedAtMs })),
    };
  }

  /** Where `to: 'file'` writes. */
  fileOf(window: string): string {
    const file = this.#saved.get(this.#parts.documentOf(window))?.path;
    if (file) return file;
    throw new AppError('bad-argument', 'The session has no file yet; choose one to save it as.');
  }

  /** Saves a window's document as it is now, or with null only reads its files for a download. Saves to one file are done
   * one after another, so that the one asked for last is what stays. */
  save(window: string, target: string | null, work: Work): Promise<SessionResult> {
    const store = this.#parts.documentOf(window);
    const now = { document: store.document, revision: store.revision };
    if (target === null) return this.#save(store, now, null, work);
    const file = path.resolve(named(target));
    const before = this.#saving.get(file) ?? Promise.resolve();
    const saved = before.then(() => this.#save(store, now, target, work));
    const settled: Promise<void> = saved
      .catch(() => undefined)
      .then(() => {
        if (this.#saving.get(file) === settled) this.#saving.delete(file);
      });
    this.#saving.set(file, settled);
    return saved;
  }

  async #save(
    store: DocumentStore,
    { document, revision }: Pick<DocumentStore, 'document' | 'revision'>,
    target: string | null,
    work: Work,
  ): Promise<SessionResult> {
    const sources = filesOf(document, this.#parts.handles).map((file) => file.path);
    const file = target === null ? null : await sessionPath(target);
    await this.#hashes.read(sources, work, 'Looking at the files of the session');
    if (file !== null) {
      const text = await this.#text(document, path.dirname(file));
      await atomicWrite(file, sources, (to) => to.writeFile(text));
    }
    // Reading the files takes long. Another session opened meanwhile must not be saved over this one's file.
    const known = this.#saved.get(store);
    if (revision >= (known?.revision ?? 0))
      this.#saved.set(store, { path: file ?? known?.path ?? null, revision });
    return { job: 'session-saved', name: file && path.basename(file), revision, warnings: [] };
  }

  /** The document as a session that may lie anywhere. */
  download(window: string): Promise<string> {
    return this.#text(this.#parts.documentOf(window).document, null);
  }

  /** Opens a session file in a window; `onopened` is called when the document is there and only warnings are to come. */
  async open(window: string, file: string, work: Work, onopened: () => void): Promise<SessionResult> {
    const { revision, warnings } = await this.#take(window, file, work, onopened, file);
    return { job: 'session-opened', name: path.basename(file), revision, warnings };
  }

  /** Opens what a window left behind, which is then this window's. */
  async restore(window: string, id: string, work: Work, onopened: () => void): Promise<SessionResult> {
    const left = (await this.#autosave?.left())?.find((one) => one.id === id);
    if (!left) throw new AppError('not-found', 'That document is not there any more.');
    const { revision, warnings } = await this.#take(window, left.file, work, onopened, null);
    const kept = await this.#autosave?.write(window, this.#parts.documentOf(window).document);
    // What was left out, or could not be written again, is only in the old file.
    if (kept && !warnings.some(({ code }) => code === 'file-missing')) await this.#autosave?.discard(id);
    return { job: 'session-opened', name: null, revision, warnings };
  }

  async discard(id: string): Promise<void> {
    await this.#autosave?.discard(id);
  }

  /** A window's document has changed. */
  changed(window: string): void {
    this.#autosave?.changed(window, () => this.#parts.documentOf(window).document);
  }

  async close(): Promise<void> {
    await this.#autosave?.close();
  }

  async #take(window: string, file: string, work: Work, onopened: () => void, savedAs: string | null) {
    const { pool, handles, sample, reachable, documentOf } = this.#parts;
    const session = await pool.run('readSession', { path: file }, PRIORITY.asked);
    const holds = async (one: string, sha256: string): Promise<boolean> => {
      await this.#hashes.read([one], work, 'Looking for the files of the session');
      return (await this.#hashes.facts(one)).sha256 === sha256;
    };
    const places = { folder: path.dirname(file), reach: this.#reach, handles, sample, holds };
    const found = await foundSession(session, { ...places, limited: reachable !== undefined });
    const store = documentOf(window);
    store.replace(found.document);
    const { revision } = store;
    this.#saved.set(store, { path: reachable === undefined ? savedAs : null, revision });
    this.changed(window);
    onopened();
    const warnings: Warning[] = [...found.warnings, ...(await changedFiles(found, this.#hashes, work))];
    return { revision, warnings };
  }

  #text(document: DocumentStore['document'], folder: string | null): Promise<string> {
    const { handles, sampleFile } = this.#parts;
    return writtenSession(document, folder, { handles, hashes: this.#hashes, sampleFile });
  }
}

/** By its suffix a session is known when it is opened again. */
function named(target: string): string {
  return isSessionName(target) ? target : target + SESSION_SUFFIX;
}

/** The file to write. A name that the person did not choose replaces nothing. */
async function sessionPath(target: string): Promise<string> {
  const file = named(target);
  if (file === target) return file;
  if (!(await stat(file).catch(() => null))) return file;
  throw new AppError('refused', `There is a session of that name already: ${file}`, {
    remedy: `Choose that name with “${SESSION_SUFFIX}” to replace it, or another one.`,
  });
}
