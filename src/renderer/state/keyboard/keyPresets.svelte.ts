const KEY = 'asterism-keys';

export const KEY_PRESETS = ['asterism', 'ds9'] as const;
export type KeyPreset = (typeof KEY_PRESETS)[number];

export const KEY_PRESET_TITLES: Readonly<Record<KeyPreset, string>> = {
  asterism: 'Asterism',
  ds9: 'SAOImage DS9',
};

/** Whose habits the keyboard follows; the choice stays with this machine. */
export class KeyPresets {
  chosen = $state<KeyPreset>('asterism');
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.chosen = KEY_PRESETS.find((preset) => preset === storage.getItem(KEY)) ?? 'asterism';
  }

  choose(preset: KeyPreset): void {
    this.chosen = preset;
    this.#storage.setItem(KEY, preset);
  }
}
