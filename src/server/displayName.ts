const LONGEST = 200;

/** A file's name from outside as something that can only be shown: no folders, no control or bidirectional characters. */
export function displayName(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? '';
  const plain = base.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  if (plain === '' || /^\.+$/.test(plain)) return 'upload';
  // The end holds the suffix.
  const characters = [...plain];
  return characters.length <= LONGEST ? plain : `…${characters.slice(1 - LONGEST).join('')}`;
}
