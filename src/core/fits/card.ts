import { parseValueField, trimBlanks, type CardValue } from './cardValue.ts';

/** `value`: keyword and value. `commentary`: COMMENT, HISTORY, a blank keyword, or any card without value
 * indicator; the text is its value. `invalid`: a value that is not FITS; its text is the value. */
export type CardKind = 'value' | 'commentary' | 'invalid';

export interface Card {
  /** In capitals; for HIERARCH the long name after that word, as it is written. */
  readonly keyword: string;
  readonly value: CardValue;
  readonly comment: string;
  /** The 80 characters as they stand, those outside ASCII replaced; 80 more for each CONTINUE card joined. */
  readonly text: string;
  readonly kind: CardKind;
}

/** A card together with what joining CONTINUE needs. */
export interface RawCard extends Card {
  readonly rawString?: string;
}

const COMMENTARY = new Set(['COMMENT', 'HISTORY', '']);
const HIERARCH_WORD = 'HIERARCH';

/** Parses the 80 characters of one card, without regard to CONTINUE cards after it. */
export function parseCard(text: string): RawCard {
  const keyword = trimBlanks(text.slice(0, 8)).toUpperCase();
  if (keyword === HIERARCH_WORD) return parseHierarch(text);
  if (COMMENTARY.has(keyword)) return commentary(keyword, text);
  if (keyword === 'CONTINUE' && text.slice(8, 10) === '  ') return fieldCard(keyword, text, 10);
  if (text[8] !== '=') return commentary(keyword, text);
  // The value indicator is "= "; a missing blank is forgiven.
  return fieldCard(keyword, text, 9);
}

/** Joins the pieces of a long string: `first` ends with an ampersand and `more` are the CONTINUE cards after it,
 * of which those that do continue it are taken. */
export function joinContinued(
  first: RawCard,
  more: Iterable<RawCard>,
): { readonly card: Card; readonly taken: number } {
  const comments = [first.comment];
  let raw = first.rawString;
  let text = first.text;
  let taken = 0;
  if (raw !== undefined && continues(raw)) {
    for (const next of more) {
      if (next.keyword !== 'CONTINUE' || next.rawString === undefined) break;
      raw = withoutAmpersand(raw) + next.rawString;
      comments.push(next.comment);
      text += next.text;
      taken++;
      if (!continues(next.rawString)) break;
    }
  }
  const { keyword, kind } = first;
  const comment = comments.filter((part) => part !== '').join(' ');
  const value = taken > 0 && raw !== undefined ? trimBlanks(raw) : first.value;
  return { card: { keyword, value, comment, text, kind }, taken };
}

/** Whether a CONTINUE card may follow a string with these characters. */
export function continues(raw: string): boolean {
  return trimBlanks(raw).endsWith('&');
}

function withoutAmpersand(raw: string): string {
  return trimBlanks(raw).slice(0, -1);
}

function fieldCard(keyword: string, text: string, from: number): RawCard {
  const { value, comment, valid, rawString } = parseValueField(text.slice(from));
  const kind = valid ? 'value' : 'invalid';
  return { keyword, value, comment, text, kind, ...(rawString === undefined ? {} : { rawString }) };
}

function parseHierarch(text: string): RawCard {
  const equals = text.indexOf('=', 8);
  const name = equals < 0 ? '' : collapseBlanks(text.slice(8, equals));
  return name === '' ? commentary(HIERARCH_WORD, text) : fieldCard(name, text, equals + 1);
}

function collapseBlanks(text: string): string {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');
}

function commentary(keyword: string, text: string): RawCard {
  return { keyword, value: trimBlanks(text.slice(8)), comment: '', text, kind: 'commentary' };
}
