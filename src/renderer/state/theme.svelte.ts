const KEY = 'asterism-theme';
export type ThemeName = 'dark' | 'light';
export type ThemeChoice = ThemeName | 'system';

/** Dark unless the person chose otherwise; the choice stays with this machine. */
export class Theme {
  choice = $state<ThemeChoice>('dark');
  /** What is shown: where the system is followed, its theme. */
  name = $state<ThemeName>('dark');
  readonly #root: HTMLElement;
  readonly #storage: Storage;
  readonly #light: MediaQueryList | null;

  constructor(root: HTMLElement, storage: Storage) {
    this.#root = root;
    this.#storage = storage;
    this.#light = root.ownerDocument.defaultView?.matchMedia('(prefers-color-scheme: light)') ?? null;
    this.#light?.addEventListener('change', () => this.#show());
    const kept = storage.getItem(KEY);
    this.choice = kept === 'light' || kept === 'system' ? kept : 'dark';
    this.#show();
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    this.#storage.setItem(KEY, choice);
    this.#show();
  }

  toggle(): void {
    this.choose(this.name === 'dark' ? 'light' : 'dark');
  }

  #show(): void {
    const system = this.#light?.matches ? 'light' : 'dark';
    this.name = this.choice === 'system' ? system : this.choice;
    this.#root.dataset['theme'] = this.name;
  }
}
