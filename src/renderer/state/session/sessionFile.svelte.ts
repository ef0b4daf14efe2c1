import type { Host, LeftSession, SessionResult } from '../../../shared/index.ts';
import type { DocumentStore } from '../documentStore.svelte.ts';
import type { EngineClient } from '../engineClient.ts';
import type { Jobs } from '../jobs.svelte.ts';
import type { Notices } from '../notices.svelte.ts';

const SUFFIX = '.asterism';

export interface SessionFileParts {
  readonly client: EngineClient;
  readonly host: Host;
  readonly store: DocumentStore;
  readonly jobs: Jobs;
  readonly notices: Notices;
  /** Another document is there: what is known of the old one's steps holds no more. */
  readonly onopened: () => void;
}

/** A session that waits for the person to say what becomes of the document that is open. */
export interface SessionQuestion {
  readonly name: string;
  answer(choice: 'save' | 'open' | null): void;
}

/** The file that the window's document is saved in. */
export class SessionFile {
  /** null where the document has not been saved or opened. */
  name = $state<string | null>(null);
  question = $state.raw<SessionQuestion | null>(null);
  #savedRevision = $state<number | null>(null);

  readonly #parts: SessionFileParts;
  /** Whether the engine knows a file that it may write again. */
  #writable = false;

  constructor(parts: SessionFileParts) {
    this.#parts = parts;
  }

  /** Whether there is something that would be lost. */
  get changed(): boolean {
    const { document, revision } = this.#parts.store;
    return document.images.length + document.tables.length > 0 && revision !== this.#savedRevision;
  }

  /** After a (re)connection: what the engine knows, and whether something was left behind. */
  async connect(): Promise<void> {
    const { name, savedRevision, left } = await this.#parts.client.call('session', {});
    this.name = name ?? (savedRevision === null ? null : this.name);
    this.#writable = name !== null;
    this.#savedRevision = savedRevision;
    const [newest] = left;
    if (newest) this.#offer(newest);
  }

  /** Saves where it was saved last; asks where that is not known. True when it has been saved. */
  async save(): Promise<boolean> {
    if (!this.#writable) return this.saveAs();
    return this.#trying(() => this.#write({ to: 'file' }));
  }

  async saveAs(): Promise<boolean> {
    const { host } = this.#parts;
    const suggested = this.name ?? `session${SUFFIX}`;
    return this.#trying(async () => {
      const target = await host.saveAs(suggested);
      if (target === null) return false;
      return target === 'download' ? this.#download(suggested) : this.#write({ to: 'target', ...target });
    });
  }

  /** Opens a session file in place of the document, after asking where something would be lost. */
  async open(handle: string, name: string): Promise<void> {
    await this.#parts.store.settled();
    if (this.changed) {
      const choice = await this.#ask(name);
      if (choice === null || (choice === 'save' && !(await this.save()))) return;
    }
    const { client, jobs, notices } = this.#parts;
    const result = await jobs.start('Opening the session', () => client.call('openSession', { handle }))
      .result;
    if (result.job === 'session-opened') this.#opened(result);
    notices.done(`Opened ${name}.`);
  }

  #offer(left: LeftSession): void {
    const { notices } = this.#parts;
    const when = new Date(left.savedAtMs).toLocaleString(undefined, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    notices.offer(`Asterism did not close properly. What was open on ${when} can be brought back.`, [
      { label: 'Restore the last session', run: () => void this.#trying(() => this.#restore(left.id)) },
      {
        label: 'Discard it',
        run: () => void this.#trying(() => this.#parts.client.call('discardSession', { id: left.id })),
      },
    ]);
  }

  async #restore(id: string): Promise<void> {
    const { client, jobs } = this.#parts;
    const result = await jobs.start('Restoring', () => client.call('restoreSession', { id })).result;
    if (result.job === 'session-opened') this.#opened(result);
  }

  #opened({ name, revision, warnings }: SessionResult): void {
    this.name = name;
    this.#writable = name !== null && this.#parts.host.kind === 'electron';
    // What was restored is in no file of the person's.
    this.#savedRevision = name === null ? null : revision;
    this.#parts.onopened();
    for (const { message } of warnings) this.#parts.notices.warning(message);
  }

  async #write(body: { to: 'file' } | { to: 'target'; target: string }): Promise<boolean> {
    const { client, jobs, store, notices } = this.#parts;
    await store.settled();
    const result = await jobs.start('Saving the session', () => client.call('saveSession', body)).result;
    if (result.job !== 'session-saved') return false;
    this.name = result.name;
    this.#writable = true;
    this.#savedRevision = result.revision;
    notices.done(`Saved as ${result.name}.`);
    return true;
  }

  async #download(name: string): Promise<boolean> {
    const { client, host, jobs, store, notices } = this.#parts;
    await store.settled();
    const result = await jobs.start('Saving the session', () =>
      client.call('saveSession', { to: 'download' }),
    ).result;
    if (result.job !== 'session-saved') return false;
    await host.saveFile(name, await client.blob('sessionDownload', {}));
    this.name = name;
    this.#savedRevision = result.revision;
    notices.done(`The session was handed to the browser as ${name}.`);
    return true;
  }

  #ask(name: string): Promise<'save' | 'open' | null> {
    this.question?.answer(null);
    return new Promise((resolve) => {
      this.question = {
        name,
        answer: (choice) => {
          this.question = null;
          resolve(choice);
        },
      };
    });
  }

  /** What fails is reported; then the answer is false. */
  async #trying(work: () => Promise<unknown>): Promise<boolean> {
    try {
      return (await work()) !== false;
    } catch (error) {
      this.#parts.notices.error(error);
      return false;
    }
  }
}
