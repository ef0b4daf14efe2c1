import type { Predicate } from '../core/selection/index.ts';
import type { Recipe } from './recipe.ts';
import type { TableView } from './tables.ts';

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

/** The star of an image that is looked at, as a condition on its position. */
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
  /** Share of the middle that the plots take beside the picture, in percent: 0 hides them, 100 hides the picture. */
  readonly plots: number;
  /** Whose panels are at the right, where there are both an image and a table. */
  readonly side: 'image' | 'table';
}

/** What one window works on: a recipe plus views, selections and layout. A plain value. */
export interface Document {
  readonly recipe: Recipe;
  readonly images: readonly ImageView[];
  /** The image shown, by id; null when none is open. */
  readonly active: string | null;
  readonly selection: Selection | null;
  readonly tables: readonly TableView[];
  /** The table shown, by id; null when there is none, or the image's catalogue is shown. */
  readonly activeTable: string | null;
  readonly layout: Layout;
  /** Counts up, so that ids are never used twice. */
  readonly nextImage: number;
  readonly nextTable: number;
  /** Of plots, models, clusterings and added columns. */
  readonly nextPart: number;
}

export const EMPTY_DOCUMENT: Document = {
  recipe: { version: 1, steps: [] },
  images: [],
  active: null,
  selection: null,
  tables: [],
  activeTable: null,
  layout: {
    left: 240,
    right: 300,
    drawer: 220,
    leftFolded: false,
    rightFolded: false,
    drawerFolded: false,
    plots: 50,
    side: 'image',
  },
  nextImage: 1,
  nextTable: 1,
  nextPart: 1,
};

/** The shown image, or null. */
export function activeImage(document: Document): ImageView | null {
  return document.images.find((image) => image.id === document.active) ?? null;
}

/** The shown table, or null. */
export function activeTable(document: Document): TableView | null {
  return document.tables.find((table) => table.id === document.activeTable) ?? null;
}
