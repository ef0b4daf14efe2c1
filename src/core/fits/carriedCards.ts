import type { Card } from './card.ts';
import { headerCards, headerLogical, type Header } from './header.ts';
import { isStructural } from './writeCards.ts';

/** What a writer says itself of an image, or what holds only for the bytes that it was read from. */
const OF_THE_BYTES =
  /^(BUNIT|CREATOR|DATE|Z?CHECKSUM|Z?DATASUM|DATAMIN|DATAMAX|EXTNAME|EXTVER|EXTLEVEL|INHERIT|NEXTEND)$/;
/** World coordinates, of the primary set and of others: the standard's, distortions, IRAF's, those of scanned plates. */
const COORDINATES = [
  /^(WCSAXES|WCSNAME|LONPOLE|LATPOLE|RADESYS|EQUINOX)[A-Z]?$/,
  /^(CTYPE|CUNIT|CRPIX|CRVAL|CDELT|CROTA|CNAME|CRDER|CSYER|CPDIS|CQDIS|CPERR|CQERR|D2IMDIS|D2IMERR|DP|DQ)\d+[A-Z]?$/,
  /^((CD|PC|PV|PS)\d+_\d+[A-Z]?|(CD|PC)\d{6})$/,
  /^(A|B|AP|BP)_(ORDER|DMAX|\d+_\d+)$/,
  /^(RADECSYS|EPOCH|WCSDIM|D2IMARR|D2IMEXT|(LTV|LTM|ATV|ATM|WAT)\d+(_\d+)?)$/,
  /^(AMD[XY]\d+|PPO\d+|PLTRA[HMS]|PLTDEC(SN|D|M|S)|PLTSCALE|CNPIX[12]|[XY]PIXELSZ)$/,
];
/** How a card with a value begins: a keyword of the standard and the value indicator, or a long name. */
const VALUED = /^(?:(?=.{8}= )[A-Z0-9_-]+ *=|HIERARCH )/;

/** The cards of an image's header that hold as well for an image computed from it, as they stand: 80 characters each, and as many
 * more as a long string takes.
 *
 * Left out is what speaks of structure, scaling, extremes, sums and world coordinates, what is not FITS, and a keyword's second
 * card. With INHERIT = T those of the `primary` header come first that the image has not itself.
 * Source: FITS standard 4.0, sections 4 and 8, appendix K; Shupe et al., 2005, ASPC 347, 491 (SIP). */
export function carriedCards(header: Header, primary: Header | undefined): readonly string[] {
  const own = carried(header, new Set());
  if (primary === undefined || headerLogical(header, 'INHERIT') !== true) return texts(own);
  return texts([...carried(primary, new Set(own.map(({ keyword }) => keyword))), ...own]);
}

function carried(header: Header, known: Set<string>): readonly Card[] {
  return headerCards(header).filter((card) => {
    const { keyword, kind, text } = card;
    if (kind === 'commentary') return keyword === 'COMMENT' || keyword === 'HISTORY';
    if (kind === 'invalid' || known.has(keyword) || !VALUED.test(text)) return false;
    known.add(keyword);
    const holds = !isStructural(keyword) && !OF_THE_BYTES.test(keyword);
    return holds && !COORDINATES.some((pattern) => pattern.test(keyword));
  });
}

function texts(cards: readonly Card[]): readonly string[] {
  return cards.map(({ text }) => text);
}
