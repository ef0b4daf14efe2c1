/** Texts compared as DuckDB does, by code points (UTF-16 units put the rarest characters before some others). */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointOrder(x) - codePointOrder(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
function codePointOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Whether a text fits a pattern in which % is any run of characters and _ any one; upper and lower case differ. */
export function likeTest(pattern: string): (text: string) => boolean {
  const wanted = [...pattern];
  return (text) => {
    const met = [...text];
    let i = 0;
    let j = 0;
    // Where the last % was, and the first character it has not swallowed yet.
    let star = -1;
    let resume = 0;
    while (i < met.length) {
      if (j < wanted.length && wanted[j] === '%') {
        star = j++;
        resume = i;
      } else if (j < wanted.length && (wanted[j] === '_' || wanted[j] === met[i])) {
        i++;
        j++;
      } else if (star >= 0) {
        j = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (wanted[j] === '%') j++;
    return j === wanted.length;
  };
}

/** Characters whose other case is not one character in JavaScript, as DuckDB maps them. */
const UPPER = new Map([['ß', 'ẞ']]);
const LOWER = new Map([['İ', 'i']]);

export function upperText(text: string): string {
  return mapCase(text, (character) => character.toUpperCase(), UPPER);
}

export function lowerText(text: string): string {
  return mapCase(text, (character) => character.toLowerCase(), LOWER);
}

/** Characters, not UTF-16 units. */
export function textLength(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** One character for one, so that a text keeps its length. */
function mapCase(
  text: string,
  change: (character: string) => string,
  special: ReadonlyMap<string, string>,
): string {
  let result = '';
  for (const character of text) {
    const changed = change(character);
    result += special.get(character) ?? ([...changed].length === 1 ? changed : character);
  }
  return result;
}
