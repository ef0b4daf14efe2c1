import type { EngineClient } from '../../state/engineClient.ts';

const PAGE = 2000;

/** The cards of one HDU as text; the latest HDU asked for wins. */
export class HeaderText {
  lines = $state.raw<readonly string[]>([]);
  total = $state(0);

  readonly #client: Pick<EngineClient, 'call'>;
  readonly #report: (error: unknown) => void;
  #asked = '';

  constructor(client: Pick<EngineClient, 'call'>, report: (error: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  load(handle: string, hdu: number): void {
    const asked = `${handle} ${hdu}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#read(handle, hdu, asked).catch((error: unknown) => this.#report(error));
  }

  /** The lines that hold a text, whatever its case; all of them for an empty one. */
  search(text: string): readonly string[] {
    const wanted = text.trim().toLowerCase();
    return wanted === '' ? this.lines : this.lines.filter((line) => line.toLowerCase().includes(wanted));
  }

  async #read(handle: string, hdu: number, asked: string): Promise<void> {
    const lines: string[] = [];
    for (let start = 0; ; start += PAGE) {
      const page = await this.#client.call('header', { handle, hdu, start, count: PAGE });
      if (this.#asked !== asked) return;
      for (const card of page.cards) lines.push(card.text);
      this.lines = [...lines];
      this.total = page.total;
      if (lines.length >= page.total || page.cards.length === 0) return;
    }
  }
}
