import type { Recipe } from './recipe.ts';

/** The steps of one open image, from the file to the catalogue. */
export interface ImageSteps {
  readonly source: string;
  readonly crop: string;
  readonly normalise: string;
  readonly limits: string;
  readonly rescale: string;
  /** The end of the display chain. */
  readonly picture: string;
  readonly maxima: string;
  readonly cut: string;
}

export type ColormapName = string;

/** One image in the window: which steps it is made of, and how it is coloured. */
export interface ImageView {
  readonly id: string;
  readonly handle: string;
  readonly steps: ImageSteps;
  /** `book` shows the book's normalised image; any other name is a curve over the raw values. */
  readonly stretch: string;
  readonly colormap: ColormapName;
  readonly inverted: boolean;
  /** Whether stars are looked for; the overlay and the catalogue follow. */
  readonly detecting: boolean;
}

/** A condition on rows. Selections are predicates (or, for arbitrary sets, bitsets), never lists of rows. */
export type Predicate =
  | { readonly op: 'equal'; readonly column: string; readonly value: number }
  | { readonly op: 'between'; readonly column: string; readonly low: number; readonly high: number }
  | { readonly op: 'and'; readonly of: readonly Predicate[] };

/** Which rows of which step's result are selected. */
export interface Selection {
  readonly image: string;
  readonly where: Predicate;
}

export interface Layout {
  readonly left: number;
  readonly right: number;
  readonly drawer: number;
  readonly leftFolded: boolean;
  readonly rightFolded: boolean;
  readonly drawerFolded: boolean;
}

/** What one window works on: a recipe plus views, selection and layout. A plain value. */
export interface Document {
  readonly recipe: Recipe;
  readonly images: readonly ImageView[];
  /** The image shown, by id; null when none is open. */
  readonly active: string | null;
  readonly selection: Selection | null;
  readonly layout: Layout;
  /** Counts up, so that ids are never used twice. */
  readonly nextImage: number;
}

export const EMPTY_DOCUMENT: Document = {
  recipe: { version: 1, steps: [] },
  images: [],
  active: null,
  selection: null,
  layout: {
    left: 240,
    right: 300,
    drawer: 220,
    leftFolded: false,
    rightFolded: false,
    drawerFolded: false,
  },
  nextImage: 1,
};

/** The shown image, or null. */
export function activeImage(document: Document): ImageView | null {
  return document.images.find((image) => image.id === document.active) ?? null;
}
