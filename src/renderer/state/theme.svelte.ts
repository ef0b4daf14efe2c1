const KEY = 'asterism-theme';
export type ThemeName = 'dark' | 'light';

/** Dark unless the person chose light; the choice stays with this machine. */
export class Theme {
  name = $state<ThemeName>('dark');
  readonly #root: HTMLElement;
  readonly #storage: Storage;

  constructor(root: HTMLElement, storage: Storage) {
    this.#root = root;
    this.#storage = storage;
    this.#show(storage.getItem(KEY) === 'light' ? 'light' : 'dark');
  }

  toggle(): void {
    this.#show(this.name === 'dark' ? 'light' : 'dark');
    this.#storage.setItem(KEY, this.name);
  }

  #show(name: ThemeName): void {
    this.name = name;
    this.#root.dataset['theme'] = name;
  }
}
