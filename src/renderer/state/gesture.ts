const PAUSE_MS = 1000;
let made = 0;

/** Names gestures, so that all actions of a drag, or of keys pressed one after another, are one undo step. */
export class Gesture {
  #id: string | null = null;
  #last = 0;
  #held = false;

  /** A pointer went down: everything until `end` is one gesture. */
  begin(): void {
    this.#id = newName();
    this.#held = true;
  }

  end(): void {
    this.#held = false;
    this.#id = null;
  }

  /** The gesture that an action belongs to now. */
  id(): string {
    const now = performance.now();
    if (this.#id === null || (!this.#held && now - this.#last > PAUSE_MS)) this.#id = newName();
    this.#last = now;
    return this.#id;
  }
}

function newName(): string {
  made += 1;
  return `g${made}-${Math.floor(performance.timeOrigin + performance.now()).toString(36)}`;
}
