import { createContext } from 'svelte';

const KEY = 'asterism-panels';
/** Only about fine adjustment: seldom wanted, and nothing in it is an answer to what was asked for. */
const FOLDED_AT_FIRST: readonly string[] = ['places'];

/** Which panels are folded; the choice stays with this machine. */
export class PanelFolds {
  /** What was chosen, by the panels' names. */
  #chosen = $state.raw<Readonly<Record<string, boolean>>>({});
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#chosen = chosenIn(storage.getItem(KEY));
  }

  isOpen(name: string): boolean {
    return this.#chosen[name] ?? !FOLDED_AT_FIRST.includes(name);
  }

  setOpen(name: string, open: boolean): void {
    if (open === this.isOpen(name)) return;
    this.#chosen = { ...this.#chosen, [name]: open };
    this.#storage.setItem(KEY, JSON.stringify(this.#chosen));
  }
}

/** What another version or a person left in the storage may be anything. */
function chosenIn(text: string | null): Readonly<Record<string, boolean>> {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    return Object.fromEntries(
      Object.entries(kept ?? {}).filter((one): one is [string, boolean] => typeof one[1] === 'boolean'),
    );
  } catch {
    return {};
  }
}

export const [usePanelFolds, providePanelFolds] = createContext<PanelFolds>();
