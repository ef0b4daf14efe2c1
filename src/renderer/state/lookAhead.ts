import type { Body, ImageSummary } from '../../shared/index.ts';
import type { Looks } from './looks.ts';

type Question = Omit<Body<'preview'>, 'tiles' | 'exact'>;

/** A look that is wanted. */
interface WantedLook {
  /** What it is a look at, whatever its parameters are. */
  readonly key: object;
  /** The images in whose place it is shown. */
  readonly images: readonly string[];
  /** False when parameters have moved since, or the result itself is there. */
  isWanted(): boolean;
  /** The question to the engine; at once if it can be, so that it is on its way before the window draws. */
  ask(): Question | Promise<Question>;
  onsummary(summary: ImageSummary): void;
}

/** Looks at what is still computed, one at a time: of a drag, each that there is time for, and the last of all. After a coarse
 * look comes the exact one, which may take its time, and is given up as soon as another look is wanted. */
export class LookAhead {
  readonly #looks: Pick<Looks, 'look'>;
  #isBusy = false;
  #next: WantedLook | null = null;
  #exact: { readonly key: object; readonly givenUp: AbortController } | null = null;

  constructor(looks: Pick<Looks, 'look'>) {
    this.#looks = looks;
  }

  want(look: WantedLook): void {
    this.#exact?.givenUp.abort();
    this.#next = look;
    if (!this.#isBusy) void this.#run();
  }

  /** No exact look at that is wanted any more. */
  giveUp(key: object): void {
    if (this.#exact?.key === key) this.#exact.givenUp.abort();
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#next) {
      const look = this.#next;
      this.#next = null;
      try {
        if (await this.#coarse(look)) await this.#better(look);
      } catch {
        // The result itself will say what is wrong; a look that was given up is replaced by the next.
      }
    }
    this.#isBusy = false;
  }

  /** The first look, exact where that is quickly done; whether a better one can be had. */
  async #coarse(look: WantedLook): Promise<boolean> {
    const answer = look.ask();
    const asked = answer instanceof Promise ? await answer : answer;
    if (!look.isWanted()) return false;
    return this.#looks.look(asked, look.images, (summary) => {
      if (look.isWanted()) look.onsummary(summary);
    });
  }

  async #better(look: WantedLook): Promise<void> {
    if (this.#next || !look.isWanted()) return;
    const givenUp = new AbortController();
    this.#exact = { key: look.key, givenUp };
    try {
      const asked = { ...(await look.ask()), exact: true };
      const show = (summary: ImageSummary): void => {
        if (!givenUp.signal.aborted && look.isWanted()) look.onsummary(summary);
      };
      await this.#looks.look(asked, look.images, show, givenUp.signal);
    } finally {
      this.#exact = null;
    }
  }
}
