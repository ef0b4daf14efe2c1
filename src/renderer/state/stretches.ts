import {
  DISPLAY_STRETCH_NAMES,
  stretchFormula,
  stretchTitle,
  type DisplayStretch,
} from '../../core/stretch/index.ts';

/** The stretches to choose from. */
export const stretchChoices: readonly { readonly value: string; readonly title: string }[] =
  DISPLAY_STRETCH_NAMES.map((name) => ({ value: name, title: stretchTitle(name) }));

/** A stretch of the document as core names it; one this program does not know is shown as linear. */
export function displayStretch(name: string): DisplayStretch {
  return DISPLAY_STRETCH_NAMES.find((known) => known === name) ?? 'linear';
}

export function stretchNote(name: string): string {
  return stretchFormula(displayStretch(name));
}
