import { cardReader, type WcsCards } from './cards.ts';
import type { Wcs } from './wcs.ts';

/** The world coordinates of a section that starts dx columns and dy rows into the image. */
export function shiftWcs(wcs: Wcs, dx: number, dy: number): Wcs {
  return { ...wcs, crpix: [wcs.crpix[0] - dx, wcs.crpix[1] - dy] };
}

/** The cards that change in the header of such a section, with their new values: the reference pixels of all
 * descriptions (CRPIX1, CRPIX2A …) and LTV1, LTV2, which tie the section to the whole image's pixels. */
export function cropWcsCards(cards: WcsCards, dx: number, dy: number): ReadonlyMap<string, number> {
  const reader = cardReader(cards);
  const changed = new Map<string, number>();
  for (const keyword of reader.keywords()) {
    const value = reader.raw(keyword);
    const axis = /^CRPIX([12])[A-Z]?$/.exec(keyword)?.[1];
    if (axis !== undefined && typeof value === 'number')
      changed.set(keyword, value - (axis === '1' ? dx : dy));
  }
  const ltv = (keyword: string): number => {
    const value = reader.raw(keyword);
    return typeof value === 'number' ? value : 0;
  };
  changed.set('LTV1', ltv('LTV1') - dx);
  changed.set('LTV2', ltv('LTV2') - dy);
  return changed;
}
