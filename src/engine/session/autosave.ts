import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { uptime } from 'node:os';
import path from 'node:path';
import { AppError, errorRecord, type ErrorRecord } from '../../core/errors/index.ts';
import type { Document, LeftSession } from '../../shared/index.ts';
import { SESSION_SUFFIX } from '../../shared/session.ts';
import { atomicWrite, writeReason } from '../atomicWrite.ts';

const REST_MS = 2000;
const MAX_OFFERED = 10;
const FORGOTTEN_MS = 30 * 24 * 3600 * 1000;
/** As `atomicWrite` names what is not whole yet. */
const TEMPORARY_NAME = /^\.asterism-[0-9a-f]{24}\.tmp$/;
/** No document takes that long to write: one that is older was left half-written. */
const WRITING_MS = 10 * 60 * 1000;
/** Process and time of an engine's start, as its folder is named. */
const ENGINE_FOLDER = /^([0-9]{1,10})-[0-9]{1,16}$/;

export interface AutosaveParts {
  readonly folder: string;
  /** The text of a session that may lie anywhere. */
  readonly text: (document: Document) => Promise<string>;
  /** Whether a window of this engine is there. */
  readonly isOpen: (window: string) => boolean;
  /** Tells a window's person that its document could not be kept. */
  readonly onfailure: (window: string, error: ErrorRecord) => void;
}

interface Left extends LeftSession {
  readonly window: string;
  readonly file: string;
}

/** Keeps every window's document in a folder of the person's, in case the program does not close properly. Each engine
 * has a folder of its own in it; one whose process is gone has left it behind. */
export class Autosave {
  readonly #parts: AutosaveParts;
  readonly #root: string;
  readonly #own = `${process.pid}-${Date.now()}`;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Windows that know that their document is not kept. */
  readonly #told = new Set<string>();
  #writing: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(parts: AutosaveParts) {
    this.#parts = parts;
    this.#root = path.join(parts.folder, 'autosave');
  }

  /** A window's document has changed: it is written a moment later, as it is then. */
  changed(window: string, document: () => Document): void {
    if (this.#closed || this.#timers.has(window)) return;
    const timer = setTimeout(() => void this.write(window, document()), REST_MS);
    timer.unref();
    this.#timers.set(window, timer);
  }

  /** Writes at once; true when it is written. A disk that is full must not stop the person's work: the person is told
   * once, and again only when it has worked in between. */
  write(window: string, document: Document): Promise<boolean> {
    clearTimeout(this.#timers.get(window));
    this.#timers.delete(window);
    const folder = path.join(this.#root, this.#own);
    const file = path.join(folder, window + SESSION_SUFFIX);
    const written = this.#writing.then(async () => {
      if (this.#closed) return false;
      try {
        if (document.images.length + document.tables.length === 0) await rm(file, { force: true });
        else {
          const text = await this.#parts.text(document);
          await mkdir(folder, { recursive: true, mode: 0o700 });
          await atomicWrite(file, [], (to) => to.writeFile(text));
        }
        this.#told.delete(window);
        return true;
      } catch (error) {
        this.#tell(window, error);
        return false;
      }
    });
    this.#writing = written;
    return written;
  }

  #tell(window: string, error: unknown): void {
    // A window that does not listen yet is told when it fails again.
    if (this.#told.has(window) || !this.#parts.isOpen(window)) return;
    this.#told.add(window);
    const reason = writeReason(error) ?? errorRecord(error).message.replace(/\.$/, '');
    const failure = new AppError(
      'file-unwritable',
      `What is open here would be lost if Asterism ended unexpectedly; it could not be kept: ${reason}.`,
      { remedy: 'Save the session yourself, and make room on the disk; it is then kept again.' },
    );
    this.#parts.onfailure(window, errorRecord(failure));
  }

  /** What windows have left behind, newest first; those that are open keep theirs. Folders of ended engines in which
   * nothing is left go. */
  async left(): Promise<readonly Left[]> {
    const found: Left[] = [];
    for (const name of await namesIn(this.#root)) {
      const folder = path.join(this.#root, name);
      const own = name === this.#own;
      if (!own && (await isRunning(folder, name))) continue;
      for (const left of await leftIn(folder)) if (!own || !this.#parts.isOpen(left.window)) found.push(left);
      if (!own) await removeEmpty(folder);
    }
    return found.sort((a, b) => b.savedAtMs - a.savedAtMs).slice(0, MAX_OFFERED);
  }

  async discard(id: string): Promise<void> {
    const left = (await this.left()).find((one) => one.id === id);
    if (!left) return;
    await rm(left.file, { force: true });
    const folder = path.dirname(left.file);
    if (path.basename(folder) !== this.#own) await removeEmpty(folder);
  }

  /** The engine closes properly: nothing of it is left behind. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await this.#writing;
    await rm(path.join(this.#root, this.#own), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** The documents in a folder; what is too old to be of use is removed. */
async function leftIn(folder: string): Promise<Left[]> {
  const found: Left[] = [];
  for (const name of await namesIn(folder)) {
    const isTemporary = TEMPORARY_NAME.test(name);
    if (!isTemporary && (!name.endsWith(SESSION_SUFFIX) || name.startsWith('.'))) continue;
    const file = path.join(folder, name);
    const status = await stat(file).catch(() => null);
    if (!status?.isFile()) continue;
    const window = path.basename(name, SESSION_SUFFIX);
    if (Date.now() - status.mtimeMs > (isTemporary ? WRITING_MS : FORGOTTEN_MS))
      await rm(file, { force: true });
    else if (!isTemporary)
      found.push({ id: `${path.basename(folder)}.${window}`, savedAtMs: status.mtimeMs, window, file });
  }
  return found;
}

async function removeEmpty(folder: string): Promise<void> {
  // Refused while there is something in it.
  await rmdir(folder).catch(() => undefined);
}

/** Whether the engine of a folder is still there. What was written before the machine started belongs to another process
 * of the same number. */
async function isRunning(folder: string, name: string): Promise<boolean> {
  const process_ = ENGINE_FOLDER.exec(name)?.[1];
  const status = await stat(folder).catch(() => null);
  if (process_ === undefined || !status?.isDirectory()) return true;
  if (status.mtimeMs < Date.now() - uptime() * 1000) return false;
  if (Number(process_) === process.pid) return false;
  try {
    process.kill(Number(process_), 0);
    return true;
  } catch (error) {
    // It is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
