import { AppError } from '../errors/index.ts';
import { quoted } from './asciiText.ts';
import { BLOCK_BYTES, CARD_BYTES } from './limits.ts';

/** A card to be written. Texts of COMMENT and HISTORY are their values; null is a value that is not known. */
export interface CardToWrite {
  /** A keyword of at most eight of A–Z, 0–9, hyphen and underscore. */
  readonly keyword: string;
  readonly value: string | number | bigint | boolean | null;
  readonly comment?: string;
}

const KEYWORD = /^[A-Z0-9_-]{1,8}$/;
const COMMENTARY = new Set(['COMMENT', 'HISTORY']);
/** What the writers themselves say of an HDU's structure and scaling. */
const STRUCTURAL =
  /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|PCOUNT|GCOUNT|GROUPS|END|CONTINUE|LONGSTRN|BSCALE|BZERO|BLANK|TFIELDS|THEAP|T(TYPE|FORM|UNIT|NULL|SCAL|ZERO|DIM|BCOL|DISP)\d+|Z(IMAGE|CMPTYPE|BITPIX|NAXIS\d*|TILE\d+))$/;
/** Characters of a string in one card, between the quotes. */
const STRING_ROOM = 68;
const CONTINUED = 'CONTINUE  ';
/** Says that CONTINUE cards are meant, as checkers of files recommend. */
const LONG_STRINGS: CardToWrite = { keyword: 'LONGSTRN', value: 'OGIP 1.0', comment: 'long strings go on' };

/** The bytes of a header: cards of 80 characters, END, and blanks up to a whole block.
 *
 * Fixed format: strings from column 11, numbers and logicals right-justified to column 30. Strings beyond one card go on
 * in CONTINUE cards; comments that find no room are cut. Characters outside ASCII become question marks. Cards that are given as
 * text, 80 characters or several times as many, are written as they stand.
 *
 * Errors: `bad-argument` for a keyword FITS has not, and for NaN and infinities. */
export function headerBytes(cards: readonly (CardToWrite | string)[]): Uint8Array<ArrayBuffer> {
  let text = '';
  for (const card of cards) text += typeof card === 'string' ? asciiOnly(card) : cardText(card);
  if (text.includes(`${CONTINUED}'`)) text += cardText(LONG_STRINGS);
  text += 'END'.padEnd(CARD_BYTES);
  const bytes = new Uint8Array(Math.ceil(text.length / BLOCK_BYTES) * BLOCK_BYTES).fill(32);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Whether a keyword says how an HDU is stored. */
export function isStructural(keyword: string): boolean {
  return STRUCTURAL.test(keyword);
}

/** Refuses further cards that would contradict what the writer says of the HDU. */
export function requireFreeCards(cards: readonly CardToWrite[]): void {
  const taken = cards.find((card) => isStructural(card.keyword));
  if (taken !== undefined)
    throw new AppError(
      'bad-argument',
      `The card ${taken.keyword} is written by the program itself and cannot be given.`,
      { remedy: 'Leave it out.', details: { keyword: taken.keyword } },
    );
}

/** `text` with a question mark for each character outside printable ASCII, which is all that FITS allows. */
export function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, '?');
}

function cardText({ keyword, value, comment = '' }: CardToWrite): string {
  if (!KEYWORD.test(keyword))
    throw new AppError('bad-argument', `${quoted(keyword)} is no keyword of a FITS header.`, {
      remedy: 'Choose at most eight of A to Z, 0 to 9, hyphen and underscore.',
      details: { keyword },
    });
  const remark = asciiOnly(comment);
  if (COMMENTARY.has(keyword)) return commentaryText(keyword, asciiOnly(String(value ?? '')));
  const start = `${keyword.padEnd(8)}= `;
  if (typeof value === 'string') return stringText(start, asciiOnly(value), remark);
  return oneCard(start + scalarText(keyword, value).padStart(20), remark);
}

function scalarText(keyword: string, value: number | bigint | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return String(value);
  if (!Number.isFinite(value))
    throw new AppError('bad-argument', `${keyword} = ${value}: a FITS header holds finite numbers only.`, {
      details: { keyword },
    });
  const text = String(value).toUpperCase();
  return /[.]/.test(text) ? text : text.includes('E') ? text.replace('E', '.0E') : `${text}.0`;
}

function oneCard(text: string, comment: string): string {
  const whole = comment === '' ? text : `${text} / ${comment}`;
  return whole.slice(0, CARD_BYTES).padEnd(CARD_BYTES);
}

/** Cuts the text into cards; a doubled quote is never cut in two. */
function stringText(start: string, value: string, comment: string): string {
  const escaped = value.replaceAll("'", "''");
  // A string of blanks would not be an empty one.
  const short = value === '' ? '' : escaped.padEnd(8);
  if (short.length <= STRING_ROOM) return oneCard(`${start}'${short}'`.padEnd(30), comment);
  let text = '';
  let rest = escaped;
  let head = start;
  while (rest.length > STRING_ROOM) {
    let end = STRING_ROOM - 1;
    if (oddQuotes(rest.slice(0, end))) end--;
    text += oneCard(`${head}'${rest.slice(0, end)}&'`, '');
    rest = rest.slice(end);
    head = CONTINUED;
  }
  return text + oneCard(`${head}'${rest.padEnd(8)}'`, comment);
}

function oddQuotes(text: string): boolean {
  return /'*$/.exec(text)![0].length % 2 === 1;
}

function commentaryText(keyword: string, value: string): string {
  const room = CARD_BYTES - 8;
  let text = '';
  for (let at = 0; at === 0 || at < value.length; at += room)
    text += (keyword.padEnd(8) + value.slice(at, at + room)).padEnd(CARD_BYTES);
  return text;
}
