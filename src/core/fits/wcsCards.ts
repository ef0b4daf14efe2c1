import { headerCard, headerLogical, type Header } from './header.ts';

const AXIS = /^(?:CTYPE|CUNIT|CRPIX|CRVAL|CDELT|CROTA|CPDIS|D2IMDIS)\d{1,2}$/;
const MATRIX = /^(?:(?:CD|PC)(?:\d{1,2}_\d{1,2}|\d{6})|P[VS]\d{1,2}_\d{1,2})$/;
const SIP = /^(?:A|B|AP|BP)_(?:ORDER|DMAX|\d_\d)$/;
const FRAME = /^(?:WCSAXES|LONPOLE|LATPOLE|RADESYS|RADECSYS|EQUINOX|EPOCH|WCSNAME|D2IMARR|D2IMEXT)$/;
const INHERITED_ALWAYS = /^(?:RADESYS|RADECSYS|EQUINOX|EPOCH)$/;

/** The cards that the sky coordinates of an HDU are made of, by keyword (the primary set, without letter).
 *
 * With INHERIT = T the primary header fills in what is missing; the linear part only where the extension has
 * none of its own, since half of one and half of another would be neither. */
export function readWcsCards(
  header: Header,
  primary: Header | undefined,
): Readonly<Record<string, number | string>> {
  const cards = Object.create(null) as Record<string, number | string>;
  collect(cards, header, isWcsKeyword);
  if (primary !== undefined && headerLogical(header, 'INHERIT') === true) {
    const own = Object.keys(cards).some((keyword) => !INHERITED_ALWAYS.test(keyword));
    collect(cards, primary, own ? (keyword) => INHERITED_ALWAYS.test(keyword) : isWcsKeyword);
  }
  return cards;
}

function isWcsKeyword(keyword: string): boolean {
  return AXIS.test(keyword) || MATRIX.test(keyword) || SIP.test(keyword) || FRAME.test(keyword);
}

function collect(
  cards: Record<string, number | string>,
  header: Header,
  wanted: (keyword: string) => boolean,
): void {
  for (const keyword of header.index.keys()) {
    if (!wanted(keyword) || keyword in cards) continue;
    const card = headerCard(header, keyword);
    if (card === undefined || card.kind !== 'value') continue;
    if (typeof card.value === 'bigint') cards[keyword] = Number(card.value);
    else if (typeof card.value === 'number') cards[keyword] = card.value;
    else if (typeof card.value === 'string') cards[keyword] = card.value.trim();
  }
}
