const SHOWN: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Escape: 'Esc',
  '-': '−',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};
const SHOWN_ON_MAC: Readonly<Record<string, string>> = { ...SHOWN, Mod: '⌘', Shift: '⇧', Alt: '⌥' };

/** A key as it is written in lists of commands: `Mod+Shift+S`, `F`, `?`. null while only a modifier is held, or Alt. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): string | null {
  if (event.altKey || ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return null;
  const letter = /^\p{L}$/u.test(event.key);
  const name = letter ? event.key.toUpperCase() : event.key;
  const control = event.ctrlKey || event.metaKey;
  // Whether a sign needs Shift is the keyboard layout's affair; of letters and named keys Shift makes others.
  const shift = event.shiftKey && (letter || name.length > 1);
  return `${control ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${name}`;
}

/** A key as a person reads it. */
export function keyText(key: string, mac: boolean): string {
  const names = mac ? SHOWN_ON_MAC : SHOWN;
  // The plus sign is a key too.
  return key
    .split(/\+(?=.)/)
    .map((part) => names[part] ?? part)
    .join(mac ? '' : ' ');
}

export function isMac(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}
