import type { Cutout } from '../../../shared/index.ts';
import type { EngineClient } from '../../state/engineClient.ts';
import type { StarPosition } from '../../state/selection.ts';

const SIZE = 25;

/** The cut-out around a star; the latest asked for wins. */
export class Inspection {
  cutout = $state.raw<Cutout | null>(null);
  readonly #client: Pick<EngineClient, 'call'>;
  readonly #report: (error: unknown) => void;
  #asked = '';

  constructor(client: Pick<EngineClient, 'call'>, report: (error: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** `pixelsKey` is that of the step's pixels: other ones of the same step have another. */
  ask(step: string, pixelsKey: string, star: StarPosition): void {
    const asked = `${step} ${pixelsKey} ${star.x} ${star.y}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#client.call('cutout', { step, x: star.x, y: star.y, size: SIZE }).then(
      (cutout) => {
        if (this.#asked === asked) this.cutout = cutout;
      },
      (error: unknown) => {
        if (this.#asked === asked) this.#report(error);
      },
    );
  }
}
