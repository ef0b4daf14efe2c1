import { curveFormula, curveTitle, ds9Formula, STRETCH_NAMES, type StretchName } from './curves.ts';

/** What a picture can be shown with: a curve, the book's arcsinh of the raw values with no curve after it, or the
 * equalisation of its own histogram. */
export const DISPLAY_STRETCH_NAMES = ['book', ...STRETCH_NAMES, 'histogram'] as const;
export type DisplayStretch = (typeof DISPLAY_STRETCH_NAMES)[number];

/** The curve over the raw values that a display stretch is in a recipe; what is no curve is shown by the picture's own
 * table, and the recipe's curve is linear. */
export function curveOfStretch(stretch: string): StretchName {
  return STRETCH_NAMES.find((known) => known === stretch) ?? 'linear';
}

/** A stretch as a menu names it. */
export function stretchTitle(name: DisplayStretch): string {
  if (name === 'book') return 'Arcsinh of raw values (book)';
  return name === 'histogram' ? 'Histogram equalisation' : curveTitle(name);
}

/** A stretch as a formula of the shade y, 0 … 1, with all its letters: v is the raw value, low and high are the limits.
 * What is below low is black, what is above high white. */
export function stretchFormula(name: DisplayStretch, a?: number | null): string {
  if (name === 'book')
    return 'y = (u − low) ∕ (high − low), with u = asinh(v) ∕ asinh(maximum) and limits in u';
  if (name === 'histogram') return 'y = share of the pixels between low and high whose value is below v';
  return `${curveFormula(name, a)}, with x = (v − low) ∕ (high − low)`;
}

/** How SAOImage DS9 has a stretch of that name, where its formula is another; null where it is the same or has none. */
export function stretchInDs9(name: DisplayStretch): string | null {
  return name === 'book' || name === 'histogram' ? null : ds9Formula(name);
}
