/** The text that bytes, given as letters of their numbers (Latin-1), are in UTF-8; null where they are not UTF-8. */
export function utf8OfLetters(letters: string): string | null {
  let escaped = '';
  for (let i = 0; i < letters.length; i++)
    escaped += `%${letters.charCodeAt(i).toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}
