import {
  curveOfStretch,
  DISPLAY_STRETCH_NAMES,
  stretchFormula,
  stretchInDs9,
  stretchParameter,
  stretchTitle,
  type CurveParameter,
  type DisplayStretch,
} from '../../core/stretch/index.ts';

/** The stretches to choose from. */
export const stretchChoices: readonly { readonly value: string; readonly title: string }[] =
  DISPLAY_STRETCH_NAMES.map((name) => ({ value: name, title: stretchTitle(name) }));

/** A stretch of the document as core names it; one this program does not know is shown as linear. */
export function displayStretch(name: string): DisplayStretch {
  return DISPLAY_STRETCH_NAMES.find((known) => known === name) ?? 'linear';
}

/** The formula, with the curve's parameter in it; 0 stands for the usual one. */
export function stretchNote(name: string, a: number): string {
  return stretchFormula(displayStretch(name), a);
}

/** What DS9 shows under the same name, where that is another formula. */
export function ds9Note(name: string): string | null {
  return stretchInDs9(displayStretch(name));
}

/** The parameter of a stretch's curve; null where it has none. */
export function parameterOf(name: string): CurveParameter | null {
  return stretchParameter(curveOfStretch(name));
}
