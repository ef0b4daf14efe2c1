import type { CompositeLook } from '../core/composite/index.ts';
import type { Region } from '../core/region/index.ts';
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

/** One of core's, or `file:` and the name of one that was loaded. */
export type ColormapName = string;

/** A colour map from a file. */
export interface LoadedColormap {
  readonly name: string;
  /** 256 colours, six hexadecimal digits each. */
  readonly colours: string;
}

/** How an image names a colour map that was loaded. */
export function loadedColormapId(name: string): ColormapName {
  return `file:${name}`;
}

/** What makes an image a colour composite; its own pixels are the red channel. */
export interface Composite {
  /** The images it was made of, by id; they may be gone. */
  readonly images: { readonly red: string; readonly green: string; readonly blue: string };
  /** The steps with the pixels of the other channels, of the same size as its own. */
  readonly green: string;
  readonly blue: string;
  readonly look: CompositeLook;
}

/** A binary image, or one of labels, laid over an image of the same size. */
export interface MaskLayer {
  /** By id; what is above 0 in it is on. */
  readonly image: string;
  /** `#rrggbb` */
  readonly colour: string;
  /** From 0, not seen, to 1. */
  readonly opacity: number;
  /** Only what lies at the edge of off pixels. */
  readonly outline: boolean;
}

/** One image in the window: which steps it is made of, and how it is coloured. */
export interface ImageView {
  readonly id: string;
  /** Of the file that its pixels come from in the end; null where they come from none. */
  readonly handle: string | null;
  /** What it is called; '' for the name of its file, or of the operation that makes it. */
  readonly title: string;
  /** The image that it is made of by an operation; null where it is read. */
  readonly madeOf: string | null;
  readonly steps: ImageSteps;
  /** `book` shows the book's normalised image; any other name is a curve over the raw values. */
  readonly stretch: string;
  readonly colormap: ColormapName;
  readonly inverted: boolean;
  /** Of the colour table after the stretch: (shade - bias) contrast + 0.5. */
  readonly contrast: number;
  readonly bias: number;
  /** Colour of missing pixels, `#rrggbb`. */
  readonly missing: string;
  /** Whether stars are looked for; the overlay and the catalogue follow. */
  readonly detecting: boolean;
  /** Colour of the circles around its stars. */
  readonly circles: 'orange' | 'teal';
  /** What is drawn on it, the topmost last. */
  readonly regions: readonly Region[];
  /** What lies over it, the topmost last; each image once. */
  readonly layers: readonly MaskLayer[];
  /** Null for an image of one channel. */
  readonly rgb: Composite | null;
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
  /** Whether the colour bar is shown beside the picture. */
  readonly colourBar: boolean;
  /** How several images share the picture's room. */
  readonly arrangement: Arrangement;
  /** Which of them are shown together, by id; null for all. */
  readonly panels: readonly string[] | null;
  /** What moves along when one of them is moved. */
  readonly lock: 'none' | 'pixel' | 'wcs';
  /** Whether colours, stretch and limits that one of the images shown is given are those of all. */
  readonly lockColours: boolean;
  /** How long each is shown when they blink. */
  readonly blinkMs: number;
}

/** One image; side by side; one after another; one over the other with an edge between them that can be dragged. */
export type Arrangement = 'single' | 'tiled' | 'blink' | 'swipe';

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
  /** Colour maps from files, in the order in which they came. */
  readonly colormaps: readonly LoadedColormap[];
  /** Raw pixel values between which every image is shown, whatever its own limits; null for each between its own. */
  readonly sharedLimits: readonly [number, number] | null;
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
  colormaps: [],
  sharedLimits: null,
  layout: {
    left: 240,
    right: 300,
    drawer: 220,
    leftFolded: false,
    rightFolded: false,
    drawerFolded: false,
    plots: 50,
    side: 'image',
    colourBar: false,
    arrangement: 'single',
    panels: null,
    lock: 'pixel',
    lockColours: false,
    blinkMs: 600,
  },
  nextImage: 1,
  nextTable: 1,
  nextPart: 1,
};

/** The shown image, or null. */
export function activeImage(document: Document): ImageView | null {
  return document.images.find((image) => image.id === document.active) ?? null;
}

/** The images that are shown together, in their order; the active one alone where they do not share the room. */
export function shownImages(document: Document): readonly ImageView[] {
  const { arrangement, panels } = document.layout;
  const active = activeImage(document);
  if (!active) return [];
  const together = document.images.filter(({ id }) => panels === null || panels.includes(id));
  const several = arrangement !== 'single' && together.length > 1 && together.includes(active);
  return several ? together : [active];
}

/** The images that lie over those that are shown, and are not shown themselves. */
export function layersShown(document: Document): readonly ImageView[] {
  const shown = shownImages(document);
  const over = new Set(shown.flatMap(({ layers }) => layers.map(({ image }) => image)));
  return document.images.filter((image) => over.has(image.id) && !shown.includes(image));
}

/** The shown table, or null. */
export function activeTable(document: Document): TableView | null {
  return document.tables.find((table) => table.id === document.activeTable) ?? null;
}
