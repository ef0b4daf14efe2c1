import type { PhysicalGrid, FileSystem, ReadContext } from './read/frames.ts';
import { isOff } from './fileProperties.ts';
import { systemNamed } from './read/frames.ts';
import { itemsOf, type Item } from './read/items.ts';
import { NotKept, shortened } from './read/numbers.ts';
import { looksOf, propertiesOf, type Properties } from './read/properties.ts';
import { shapesOf } from './read/shapes.ts';
import { REGION_LIMITS, type NewRegion } from './region.ts';
import type { Wcs } from '../wcs/index.ts';

/** What of a file was not kept, or not as it was: one sentence. */
export interface RegionLoss {
  /** 1-based line of the file; null where it is about no line. */
  readonly line: number | null;
  readonly message: string;
}

export interface RegionFile {
  readonly regions: readonly NewRegion[];
  readonly lost: readonly RegionLoss[];
}

export interface ReadRegionsOptions {
  /** Of the image: needed where lengths in pixels and on the sky meet. */
  readonly wcs?: Wcs | null;
  /** The image's LTV and LTM keywords; without them physical pixels are those of the image. */
  readonly physical?: PhysicalGrid;
}

const SAME_GRID: PhysicalGrid = { ltv: [0, 0], ltm: [1, 1] };
const MOST_LOSSES = 1000;

/** The regions of a DS9 region file, and a list of what could not be kept.
 *
 * Method: statements are parted by lines and semicolons; a system holds until the next (physical before the first); global
 *         properties hold until others of the same name. Systems: image, physical, fk4, fk5, icrs, galactic, ecliptic and
 *         the header's own (wcs); on the sky regions become ICRS. Annuli of several rings and segments become several
 *         regions, vectors and rulers lines, texts points; composites are taken apart. Properties that change nothing
 *         here are kept as they are for the next file.
 * Shape:  the text of a file of any length; at most REGION_LIMITS.regions regions.
 * Units:  pixels are FITS pixels of the whole image; degrees.
 * Errors: none: what is not understood is in `lost`, with its line.
 * Source: SAOImageDS9 reference manual, Regions. */
export function readRegions(text: string, options: ReadRegionsOptions = {}): RegionFile {
  const context: ReadContext = { wcs: options.wcs ?? null, physical: options.physical ?? SAME_GRID };
  const regions: NewRegion[] = [];
  const lost: RegionLoss[] = [];
  let unlisted = 0;
  let system: FileSystem = 'physical';
  let global: Properties = { values: new Map(), tags: [], words: [], left: [] };

  const lose = (line: number, message: string): void => {
    if (lost.length < MOST_LOSSES) lost.push({ line, message });
    else unlisted++;
  };

  for (const item of itemsOf(text)) {
    const words = /^([+-]?)\s*([a-z0-9]+)(.*)$/is.exec(item.text);
    if (!words) {
      lose(item.line, `"${shortened(item.text || `# ${item.properties}`)}" is not understood.`);
      continue;
    }
    const [, sign, word, rest] = words as unknown as [string, string, string, string];
    const name = word.toLowerCase();
    if (name === 'global') {
      const said = propertiesOf(rest);
      if (said.left.length > 0) lose(item.line, `"${shortened(said.left.join(' '))}" is not understood.`);
      global = merged(global, said);
      continue;
    }
    const named = sign === '' ? systemNamed(name, context) : null;
    if (named !== null) {
      system = named;
      if (rest.trim() === '') continue;
      addRegions({ ...item, text: rest.trim() });
    } else addRegions(item);
  }
  if (unlisted > 0)
    lost.push({ line: null, message: `${unlisted} more lines could not be kept as they are.` });
  return { regions, lost };

  function addRegions(item: Item): void {
    const statement = statementOf(item.text);
    if (!statement) return lose(item.line, `"${shortened(item.text)}" is not understood.`);
    const { name, sign } = statement;
    if (name === 'composite')
      return lose(item.line, 'The composite is taken apart: its members are regions of their own.');
    const own = propertiesOf(item.properties);
    const say = (message: string): void => lose(item.line, `Of the ${name}: ${message}.`);
    try {
      const found = shapesOf({
        name,
        args: statement.args,
        system,
        context,
        point: statement.style ?? own.values.get('point') ?? global.values.get('point') ?? '',
        lose: say,
      });
      if (!found) return lose(item.line, `"${shortened(item.text)}" is not understood.`);
      if (regions.length + found.length > REGION_LIMITS.regions)
        throw new NotKept(`there are more than ${REGION_LIMITS.regions} regions`);
      const looks = looksOf(withText(own, statement.text), global, say);
      const include =
        sign === '' ? !isOff(own.values.get('include') ?? global.values.get('include') ?? '1') : sign === '+';
      if (statement.intersects) say('"&&" is not kept: the region is by itself');
      for (const shape of found) regions.push({ ...shape, ...looks, include });
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      lose(item.line, `The ${name} is left out: ${error.message}.`);
    }
  }
}

interface Statement {
  readonly sign: string;
  readonly name: string;
  readonly args: readonly string[];
  /** Of "circle point 1 2". */
  readonly style: string | undefined;
  /** Of the old form of a text, "text 1 2 {words}". */
  readonly text: string | undefined;
  readonly intersects: boolean;
}

function statementOf(text: string): Statement | null {
  const match = /^([+-]?)\s*([a-z]+)(?:\s+(point)\b)?\s*(.*)$/is.exec(text);
  if (!match) return null;
  const [, sign, first, point, tail] = match as unknown as [
    string,
    string,
    string,
    string | undefined,
    string,
  ];
  const isPoint = point !== undefined;
  const name = isPoint ? 'point' : first.toLowerCase();
  let rest = tail;
  let words: string | undefined;
  if (name === 'text') {
    const start = rest.search(/[{"']/);
    if (start >= 0) {
      words = rest.slice(start + 1).replace(/[}"']$/, '');
      rest = rest.slice(0, start).trimEnd();
    }
  }
  // Patterns begin with no repetition: a long line of blanks would be gone over again from each of them.
  const joined = /(\|\|?|&&?)\s*(composite\s*=\s*\d)?$/.exec(rest);
  if (joined) rest = rest.slice(0, joined.index);
  const args = rest
    .replace(/[(),]/g, ' ')
    .trim()
    .split(/\s+/)
    .filter((arg) => arg !== '');
  return {
    sign,
    name,
    args,
    style: isPoint ? first : undefined,
    text: words,
    intersects: joined?.[1]!.startsWith('&') ?? false,
  };
}

function withText(own: Properties, text: string | undefined): Properties {
  return text === undefined || own.values.has('text')
    ? own
    : { ...own, values: new Map([...own.values, ['text', text]]) };
}

function merged(before: Properties, next: Properties): Properties {
  return { values: new Map([...before.values, ...next.values]), tags: [], words: next.words, left: [] };
}
