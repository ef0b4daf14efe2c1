const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A text as it stands in an element or attribute; what XML 1.0 cannot hold at all becomes U+FFFD. */
export function xmlText(text: string): { readonly text: string; readonly replaced: boolean } {
  if (!/[^\x20-\x21\x23-\x25\x27-\x3b\x3d\x3f-\ud7ff]/.test(text)) return { text, replaced: false };
  let escaped = '';
  let replaced = false;
  for (const character of text) {
    const fits = allowed(character.codePointAt(0)!);
    if (!fits) replaced = true;
    escaped += fits ? (ESCAPES[character] ?? character) : '\ufffd';
  }
  return { text: escaped, replaced };
}

function allowed(code: number): boolean {
  if (code < 32) return code === 9 || code === 10 || code === 13;
  return code < 0xd800 || (code > 0xdfff && code !== 0xfffe && code !== 0xffff);
}
