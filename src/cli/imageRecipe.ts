import type { Section } from '../core/operations/index.ts';
import { applyAction, EMPTY_DOCUMENT, imageSteps, type Document } from '../shared/index.ts';

/** The steps of the first image of a document that has no other. */
export const STEPS = imageSteps('i1');

/** The same document that opening the file in a window makes, so that both give the same bytes. */
export function imageDocument(handle: string, hdu: number, section: Section | null): Document {
  return applyAction(EMPTY_DOCUMENT, { type: 'add-image', handle, hdu, section });
}
