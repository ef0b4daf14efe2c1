/** One statement of a region file: what stands before a # and the properties after it. */
export interface Item {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly properties: string;
}

/** Statements of a region file, which lines and semicolons part.
 *
 * A line that begins with # is a comment, unless a shape follows (DS9 writes vectors, texts, rulers so). Braces and
 * quotes hold any character but the end of the line. */
export function itemsOf(text: string): readonly Item[] {
  const items: Item[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, whole] of lines.entries()) {
    for (const part of partsOf(whole)) {
      const line = index + 1;
      if (!part.trimStart().startsWith('#')) items.push(itemOf(line, part));
      else {
        const behind = part.replace(/^\s*#\s*/, '');
        // What follows a comment is comment.
        if (!HIDDEN.test(behind)) break;
        const end = behind.indexOf(')') + 1 || behind.length;
        items.push({ line, text: behind.slice(0, end).trim(), properties: behind.slice(end).trim() });
      }
    }
  }
  return items.filter((item) => item.text !== '' || item.properties !== '');
}

/** Shapes that DS9 writes behind a #, so that older readers skip them. */
const HIDDEN = /^[+-]?(vector|text|ruler|compass|projection|segment|composite|epanda|bpanda|cpanda)\s*\(/i;

/** A line parted at its semicolons. */
function partsOf(line: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let closing: string | null = null;
  let inProperties = isGlobal(line);
  for (let i = 0; i < line.length; i++) {
    const letter = line[i]!;
    if (closing !== null) {
      if (letter === closing) closing = null;
    } else if (letter === '#') inProperties = true;
    // A " before the properties is that of arcseconds; braces hold the words of the old form of a text.
    else if (letter === '{' || (inProperties && (letter === '"' || letter === "'")))
      closing = letter === '{' ? '}' : letter;
    else if (letter === ';') {
      parts.push(line.slice(from, i));
      from = i + 1;
      inProperties = isGlobal(line.slice(from));
    }
  }
  parts.push(line.slice(from));
  return parts;
}

function itemOf(line: number, part: string): Item {
  // A global colour may begin with a # of its own.
  const hash = isGlobal(part) ? -1 : part.indexOf('#');
  const text = hash < 0 ? part : part.slice(0, hash);
  return { line, text: text.trim(), properties: hash < 0 ? '' : part.slice(hash + 1).trim() };
}

/** Whether a statement is one of global properties. */
function isGlobal(part: string): boolean {
  return /^\s*global\s/i.test(part);
}
