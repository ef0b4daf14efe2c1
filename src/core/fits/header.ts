import { asciiText, forbiddenBytes } from './asciiText.ts';
import { continues, joinContinued, parseCard, type Card, type RawCard } from './card.ts';
import type { CardValue } from './cardValue.ts';
import { CARD_BYTES } from './limits.ts';

/** The cards of one HDU, kept as bytes and decoded when asked for: a header may have 200 000 of them. */
export interface Header {
  /** Byte of the file where the header starts. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Cards before END. */
  readonly cardCount: number;
  /** Card number of the first card of each keyword that has a value. HIERARCH names stand as "HIERARCH NAME". */
  readonly index: ReadonlyMap<string, number>;
  /** Keywords of the structure and of the scaling that stand there more than once. */
  readonly duplicates: readonly string[];
  readonly nulBytes: boolean;
  readonly foreignBytes: boolean;
}

const EQUALS = 61;
const MUST_BE_UNIQUE =
  /^(?:SIMPLE|XTENSION|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|TFIELDS|BSCALE|BZERO|BLANK|ZBITPIX|ZNAXIS\d*)$/;
const WITHOUT_VALUE = new Set(['COMMENT ', 'HISTORY ', '        ', 'CONTINUE']);
const LONG_NAME = 'HIERARCH';

/** Builds the keyword index over `cardCount` cards of 80 bytes. */
export function indexHeader(bytes: Uint8Array, cardCount: number, offset: number): Header {
  const index = new Map<string, number>();
  const duplicates = new Set<string>();
  for (let i = 0; i < cardCount; i++) {
    const start = i * CARD_BYTES;
    const field = asciiText(bytes, start, start + 8).toUpperCase();
    if (WITHOUT_VALUE.has(field)) continue;
    let keyword = field.trimEnd();
    if (keyword === LONG_NAME) {
      const card = rawCardAt(bytes, i);
      if (card.kind === 'commentary') continue;
      keyword = `${LONG_NAME} ${card.keyword.toUpperCase()}`;
    } else if (bytes[start + 8] !== EQUALS) continue;
    if (!index.has(keyword)) index.set(keyword, i);
    else if (MUST_BE_UNIQUE.test(keyword)) duplicates.add(keyword);
  }
  const forbidden = forbiddenBytes(bytes);
  return {
    offset,
    bytes,
    cardCount,
    index,
    duplicates: [...duplicates],
    nulBytes: forbidden.nul,
    foreignBytes: forbidden.other,
  };
}

/** The first card of a keyword (any case; a HIERARCH name without that word), CONTINUE cards joined. */
export function headerCard(header: Header, key: string): Card | undefined {
  const number = cardNumber(header, key);
  return number === undefined ? undefined : joinedCardAt(header, number).card;
}

/** Byte of the file where the first card of a keyword starts. */
export function headerCardOffset(header: Header, key: string): number | undefined {
  const number = cardNumber(header, key);
  return number === undefined ? undefined : header.offset + number * CARD_BYTES;
}

/** The value of a keyword; undefined where the keyword is absent, null where its value is. */
export function headerValue(header: Header, key: string): CardValue | undefined {
  return headerCard(header, key)?.value;
}

/** The value of a keyword if it is a number. */
export function headerNumber(header: Header, key: string): number | undefined {
  const value = headerValue(header, key);
  return typeof value === 'bigint' ? Number(value) : typeof value === 'number' ? value : undefined;
}

/** The value of a keyword if it is a whole number below 2^53. */
export function headerInteger(header: Header, key: string): number | undefined {
  const value = headerValue(header, key);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The value of a keyword if it is a string. */
export function headerString(header: Header, key: string): string | undefined {
  const card = headerCard(header, key);
  return card?.kind === 'value' && typeof card.value === 'string' ? card.value : undefined;
}

/** The value of a keyword if it is T or F. */
export function headerLogical(header: Header, key: string): boolean | undefined {
  const value = headerValue(header, key);
  return typeof value === 'boolean' ? value : undefined;
}

/** Every card before END in the order of the file, CONTINUE cards joined to the string they continue. */
export function headerCards(header: Header): Card[] {
  const cards: Card[] = [];
  for (let i = 0; i < header.cardCount;) {
    const { card, taken } = joinedCardAt(header, i);
    cards.push(card);
    i += 1 + taken;
  }
  return cards;
}

function cardNumber(header: Header, key: string): number | undefined {
  const keyword = key.toUpperCase();
  return header.index.get(keyword) ?? header.index.get(`${LONG_NAME} ${keyword}`);
}

function rawCardAt(bytes: Uint8Array, number: number): RawCard {
  return parseCard(asciiText(bytes, number * CARD_BYTES, (number + 1) * CARD_BYTES));
}

function joinedCardAt(header: Header, number: number): { readonly card: Card; readonly taken: number } {
  const first = rawCardAt(header.bytes, number);
  const open = first.rawString !== undefined && continues(first.rawString);
  return joinContinued(first, open ? cardsFrom(header, number + 1) : []);
}

function* cardsFrom(header: Header, number: number): Generator<RawCard> {
  for (let i = number; i < header.cardCount; i++) yield rawCardAt(header.bytes, i);
}
