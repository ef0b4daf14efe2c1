import { EMPTY_DOCUMENT, applyAction, isUndoable, type Action, type Document } from '../shared/index.ts';

const MAX_UNDO = 500;

/** One window's document with its history. Actions of one gesture are one undo step. */
export class DocumentStore {
  document: Document = EMPTY_DOCUMENT;
  revision = 0;
  private readonly undoStack: Document[] = [];
  private readonly redoStack: Document[] = [];
  private lastGesture: string | undefined;

  get canUndo(): boolean {
    return this.undoStack.length > 0;
  }

  get canRedo(): boolean {
    return this.redoStack.length > 0;
  }

  /** Applies an action; throws an AppError, and changes nothing, when it does not fit the document. */
  act(action: Action): void {
    if (action.type === 'undo') this.travel(this.undoStack, this.redoStack);
    else if (action.type === 'redo') this.travel(this.redoStack, this.undoStack);
    else {
      const next = applyAction(this.document, action);
      if (isUndoable(action)) {
        const gesture = 'gesture' in action ? action.gesture : undefined;
        if (gesture === undefined || gesture !== this.lastGesture) this.undoStack.push(this.document);
        if (this.undoStack.length > MAX_UNDO) this.undoStack.shift();
        this.redoStack.length = 0;
        this.lastGesture = gesture;
      }
      this.document = next;
    }
    this.revision++;
  }

  /** Takes another document; what was done before cannot be taken back. */
  replace(document: Document): void {
    this.document = document;
    this.undoStack.length = 0;
    this.redoStack.length = 0;
    this.lastGesture = undefined;
    this.revision++;
  }

  private travel(from: Document[], to: Document[]): void {
    const target = from.pop();
    this.lastGesture = undefined;
    if (!target) return;
    to.push(this.document);
    // Panels stay where they are, ids are never reused, and what is shown stays shown unless something comes back.
    const { layout, nextImage, nextTable, nextPart, active, activeTable } = this.document;
    const imageStays = staysShown(active, this.document.images, target.images);
    const tableStays =
      activeTable === null
        ? target.tables.length <= this.document.tables.length
        : staysShown(activeTable, this.document.tables, target.tables);
    this.document = {
      ...target,
      layout: { ...layout, panels: stillThere(layout.panels, target) },
      nextImage,
      nextTable,
      nextPart,
      active: imageStays ? active : target.active,
      activeTable: tableStays ? activeTable : target.activeTable,
    };
  }
}

/** The panels, unless one shows an image that is not there; then those there were. */
function stillThere(panels: readonly string[] | null, target: Document): readonly string[] | null {
  const there = new Set(target.images.map(({ id }) => id));
  return panels?.every((id) => there.has(id)) ? panels : panels && target.layout.panels;
}

/** Whether what is shown is still there afterwards, and nothing comes back that was not there. */
function staysShown(
  shown: string | null,
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): boolean {
  const here = new Set(before.map(({ id }) => id));
  return after.some(({ id }) => id === shown) && after.every(({ id }) => here.has(id));
}
