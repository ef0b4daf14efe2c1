import {
  activeImage,
  applyAction,
  EMPTY_DOCUMENT,
  isUndoable,
  type Action,
  type Document,
  type EditAction,
  type EngineEvent,
} from '../../shared/index.ts';
import type { EngineClient } from './engineClient.ts';
import { keepSame } from './keepSame.ts';

type DocumentEvent = Omit<Extract<EngineEvent, { type: 'document' }>, 'type'>;

interface Pending {
  readonly action: Action;
  /** The revision that the engine gave it; null until it answered. */
  revision: number | null;
}

/** The window's copy of its document. Actions show at once, travel one after another, and are laid over what the
 * engine last said until it says that it has them. */
export class DocumentStore {
  document = $state.raw<Document>(EMPTY_DOCUMENT);
  canUndo = $state(false);
  canRedo = $state(false);
  /** Of the document that the engine last told of. */
  revision = $state(-1);

  readonly active = $derived(activeImage(this.document));

  readonly #client: Pick<EngineClient, 'call'>;
  readonly #report: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #known: Document = EMPTY_DOCUMENT;
  /** Not yet sent. */
  #queue: Pending[] = [];
  /** Sent, and not yet in a document that the engine told of. */
  #sent: Pending[] = [];
  #sending: Promise<void> | null = null;
  #held: DocumentEvent | null = null;

  constructor(client: Pick<EngineClient, 'call'>, report: (error: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** Calls back after every change of the document. */
  onchange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Does something to the document; what the rules refuse is reported and changes nothing. */
  act(action: EditAction): boolean {
    try {
      this.document = applyAction(this.document, action);
    } catch (error) {
      this.#report(error);
      return false;
    }
    if (isUndoable(action)) {
      this.canUndo = true;
      this.canRedo = false;
    }
    this.#enqueue(action);
    this.#changed();
    return true;
  }

  undo(): void {
    if (this.canUndo) this.#enqueue({ type: 'undo' });
  }

  redo(): void {
    if (this.canRedo) this.#enqueue({ type: 'redo' });
  }

  /** Asks for the document as it stands; after a (re)connection. */
  async load(): Promise<void> {
    await this.settled();
    // An engine that was started anew counts from the beginning.
    this.revision = -1;
    this.receive(await this.#client.call('document', {}));
  }

  /** Takes what the engine says the document is. */
  receive(event: DocumentEvent): void {
    // While an action is on its way nobody can tell whether this document has it already.
    if (this.#sending) {
      if (!this.#held || event.revision >= this.#held.revision) this.#held = event;
      return;
    }
    if (event.revision < this.revision) return;
    this.revision = event.revision;
    this.#known = event.document;
    this.#sent = this.#sent.filter((sent) => sent.revision === null || sent.revision > event.revision);
    this.canUndo = event.undo;
    this.canRedo = event.redo;
    this.#rebase();
  }

  /** Resolves when everything done so far has reached the engine; what depends on it may then be asked for. */
  async settled(): Promise<void> {
    while (this.#sending) await this.#sending;
  }

  #enqueue(action: Action): void {
    const last = this.#queue.at(-1);
    if (last && supersedes(action, last.action)) this.#queue.pop();
    this.#queue.push({ action, revision: null });
    this.#sending ??= this.#send();
  }

  async #send(): Promise<void> {
    // Not in the same turn: actions that replace one another travel once, and what a hand has done is painted first.
    await new Promise((resolve) => setTimeout(resolve));
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      this.#sent.push(next);
      try {
        next.revision = (await this.#client.call('act', { action: next.action })).revision;
      } catch (error) {
        this.#sent = this.#sent.filter((sent) => sent !== next);
        this.#report(error);
        this.#rebase();
      }
    }
    this.#sending = null;
    const held = this.#held;
    this.#held = null;
    if (held) this.receive(held);
  }

  #rebase(): void {
    let document = this.#known;
    for (const { action } of [...this.#sent, ...this.#queue]) {
      if (action.type === 'undo' || action.type === 'redo') continue;
      try {
        document = applyAction(document, action);
      } catch {
        // What the engine has done meanwhile leaves nothing for this action to act on; the engine refuses it too.
      }
    }
    // Mostly it is what the window shows already, in other objects.
    this.document = keepSame(this.document, document);
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whether an action makes a queued one of the same gesture pointless. */
function supersedes(next: Action, queued: Action): boolean {
  if (next.type === 'set-params' && queued.type === 'set-params') {
    return (
      next.gesture !== undefined &&
      next.gesture === queued.gesture &&
      next.step === queued.step &&
      Object.keys(queued.params).every((name) => name in next.params)
    );
  }
  if (next.type === 'set-colours' && queued.type === 'set-colours') {
    return (
      next.gesture !== undefined &&
      next.gesture === queued.gesture &&
      next.image === queued.image &&
      Object.keys(queued).every((name) => name in next)
    );
  }
  if (next.type === 'share-limits' && queued.type === 'share-limits')
    return next.gesture !== undefined && next.gesture === queued.gesture;
  if (next.type === 'change-layer' && queued.type === 'change-layer') {
    return (
      next.gesture !== undefined &&
      next.gesture === queued.gesture &&
      next.image === queued.image &&
      next.layer === queued.layer &&
      Object.keys(queued.change).every((name) => name in next.change)
    );
  }
  if (next.type === 'set-layout' && queued.type === 'set-layout') {
    return (
      next.gesture !== undefined &&
      next.gesture === queued.gesture &&
      Object.keys(queued.layout).every((name) => name in next.layout)
    );
  }
  return false;
}
