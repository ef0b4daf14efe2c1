import { filePropertyNamed, filePropertyValue, isOff, type FileProperties } from '../fileProperties.ts';
import { REGION_DEFAULTS, REGION_LIMITS, type NewRegion } from '../region.ts';
import { shortened } from './numbers.ts';

/** What the properties of a statement say: the last of each name (but every tag), and words without a value. */
export interface Properties {
  readonly values: ReadonlyMap<string, string>;
  readonly tags: readonly string[];
  readonly words: readonly string[];
  /** What stands behind the first } of braces that hold others, and so belongs to nothing. */
  readonly left: readonly string[];
}

const PROPERTY =
  /([a-z0-9]+)\s*=\s*(?:\{([^}]*)\}?|"([^"]*)"?|'([^']*)'?|((?:[^\s=]+)(?:\s+[^\s=]+(?=\s|$)(?!\s*=))*))|([^\s]+)/gi;

/** What follows the end of braces up to a } that has no beginning of its own. */
const LEFT_OVER = /[^{}"']*\}/y;

/** Reads `color=red text={a star} tag={1} tag={2} source`. */
export function propertiesOf(text: string): Properties {
  const values = new Map<string, string>();
  const tags: string[] = [];
  const words: string[] = [];
  const left: string[] = [];
  let nested = false;
  PROPERTY.lastIndex = 0;
  for (let match = PROPERTY.exec(text); match; match = PROPERTY.exec(text)) {
    const [whole, name, braces, double, single, bare, word] = match;
    if (name === undefined) {
      if (/[{}]/.test(word!) || (nested && !FLAG.test(word!))) left.push(word!);
      else words.push(word!.toLowerCase());
    } else {
      const key = name.toLowerCase();
      let value = braces ?? double ?? single ?? bare ?? '';
      if (bare !== undefined) value = withoutFlags(bare, words);
      if (key === 'tag') tags.push(value);
      else values.set(key, value);
      LEFT_OVER.lastIndex = PROPERTY.lastIndex;
      const rest = braces !== undefined && whole.endsWith('}') ? LEFT_OVER.exec(text) : null;
      if (rest) {
        left.push(rest[0].trim());
        PROPERTY.lastIndex = LEFT_OVER.lastIndex;
      }
      nested = rest === null && (braces?.includes('{') ?? false);
    }
  }
  return { values, tags, words, left };
}

const FLAG = /^(source|background|dash)$/i;

/** A value of several words takes in flags that follow it, "width=2 background". */
function withoutFlags(value: string, words: string[]): string {
  const parts = value.split(/\s+/);
  while (parts.length > 1 && /^(source|background)$/i.test(parts.at(-1)!))
    words.push(parts.pop()!.toLowerCase());
  return parts.join(' ');
}

/** Properties that are kept in a way of their own, or say again what the shape's name says. */
const SILENT = new Set('color width text tag dash include source background point vector ruler'.split(' '));

/** A region's looks and flags as its properties and the global ones say; `lose` takes what cannot be kept. */
export function looksOf(
  own: Properties,
  global: Properties,
  lose: (message: string) => void,
): Omit<NewRegion, 'system' | 'shape' | 'include'> {
  const value = (name: string): string | undefined => own.values.get(name) ?? global.values.get(name);
  const width = Number(value('width') ?? REGION_DEFAULTS.width);
  const colour = value('color') ?? REGION_DEFAULTS.colour;
  const text = own.values.get('text') ?? '';
  const goodColour = /^(#[0-9a-f]{3,8}|[a-z]+[0-9]*)$/i.test(colour) && colour.length <= 40;
  const goodWidth = width >= 0.25 && width <= 50;
  if (!goodColour) lose(`the colour "${shortened(colour)}" is not known; it is green`);
  if (!goodWidth) lose(`the width "${shortened(value('width') ?? '')}" is not from 0.25 to 50; it is 1`);
  if (text.length > REGION_LIMITS.text) lose(`the text is cut after ${REGION_LIMITS.text} characters`);
  if (own.left.length > 0) lose(`"${shortened(own.left.join(' '))}" is not understood`);
  const lost = [...own.values.keys()].filter((name) => !SILENT.has(name) && !filePropertyNamed(name));
  if (lost.length > 0) lose(`${shortened(lost.join(', '))} ${lost.length > 1 ? 'are' : 'is'} not kept`);
  if (own.tags.length > REGION_LIMITS.tags) lose(`only ${REGION_LIMITS.tags} of its tags are kept`);
  if (own.tags.some((tag) => tag.length > REGION_LIMITS.text))
    lose(`a tag is cut after ${REGION_LIMITS.text} characters`);
  const file = keptOf(own, global, lose);
  return {
    text: text.slice(0, REGION_LIMITS.text),
    colour: goodColour ? colour : REGION_DEFAULTS.colour,
    width: goodWidth ? width : REGION_DEFAULTS.width,
    dashed: own.words.includes('dash') || !isOff(value('dash') ?? '0'),
    tags: own.tags.slice(0, REGION_LIMITS.tags).map((tag) => tag.slice(0, REGION_LIMITS.text)),
    background: isBackground(own) ?? isBackground(global) ?? false,
    ...(Object.keys(file).length > 0 ? { file } : {}),
  };
}

/** Background or source; undefined where nothing is said. */
function isBackground({ words, values }: Properties): boolean | undefined {
  if (words.includes('background')) return true;
  if (words.includes('source')) return false;
  const [background, source] = [values.get('background'), values.get('source')];
  if (background !== undefined) return !isOff(background);
  return source === undefined ? undefined : isOff(source);
}

/** What of the properties is kept for the next file. */
function keptOf(own: Properties, global: Properties, lose: (message: string) => void): FileProperties {
  const kept: Record<string, string> = {};
  for (const [values, isOwn] of [
    [global.values, false],
    [own.values, true],
  ] as const)
    for (const [name, text] of values) {
      const property = filePropertyNamed(name);
      if (!property) continue;
      const value = filePropertyValue(property, text);
      if (value === '') delete kept[property];
      else if (value !== null) kept[property] = value;
      else if (isOwn) lose(`${name}=${shortened(text)} is not kept`);
    }
  return kept;
}
