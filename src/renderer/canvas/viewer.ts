import type { CompositeLook } from '../../core/composite/index.ts';
import type { ImageSummary } from '../../shared/index.ts';
import type { OnContrast } from './contrastDrag.ts';
import type { Overlay, OverlayHost } from './overlay.ts';
import type { RowBits, SelectMode } from './plots/plotTypes.ts';
import type { Mark, Raster } from './plots/sheet.ts';
import type { TileAddress } from './tileGrid.ts';

/** A place in the image: 0-based pixels of the shown image, (0, 0) being the centre of its first pixel, y up. */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
}

/** Where the picture stands: the image point in the middle of the view, and screen (CSS) pixels per image pixel. */
export interface View {
  readonly centre: ImagePoint;
  readonly scale: number;
}

/** How pixel values become colours; see the display table in core/stretch. */
export interface Display {
  /** Raw pixel values (without the tile offset) at the two ends of the table. */
  readonly low: number;
  readonly high: number;
  /** Packed ABGR colour by table index. */
  readonly colours: Uint32Array;
  /** Packed ABGR colour of missing pixels. */
  readonly missing: number;
  /** How the three images of a composite become colours, in place of the table; its minimum as raw values. */
  readonly look?: CompositeLook;
}

/** The images whose pixels are green and blue, where those of another of the same size are red. */
export type Channels = readonly [ImageSummary, ImageSummary];

/** Star positions, brightest first, in 0-based pixels of the shown image. */
export interface StarColumns {
  readonly x: Float32Array | Float64Array;
  readonly y: Float32Array | Float64Array;
}

/** Rows of a table on the picture. Arrays are compared by identity: other arrays are other places. */
export interface RowMarks {
  /** 0-based pixels of the shown image; a row with NaN is not drawn. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Packed ABGR colour of every row; null for one colour. */
  readonly colours: Uint32Array | null;
  /** The rows that stand out, while the others stand back; null when none is selected. */
  readonly selected: RowBits | null;
  /** A selection like those to come, to make ready for them. */
  readonly rehearsal: RowBits | null;
}

/** What a drag with the main button does; in `region`, `ruler` and `profile` an overlay draws. */
export type ViewerMode = 'pan' | 'crop' | 'lasso' | 'region' | 'ruler' | 'profile';

/** The pixels of a tile, bottom row first, without padding. */
export interface TilePixels {
  readonly pixels: Float32Array;
  /** Each pixel stands for step × step of the tile's level, at the far edges for fewer. */
  readonly step: number;
}

/** Reads a tile; rejects with AbortError when aborted. */
export type FetchTile = (
  pixelsKey: string,
  level: number,
  x: number,
  y: number,
  signal?: AbortSignal,
) => Promise<TilePixels>;

export interface ViewerOptions {
  readonly fetchTile: FetchTile;
  /** The pointer is over an image point (not rounded), or has left the picture. */
  onhover(point: ImagePoint | null): void;
  /** A click (not a drag): the nearest shown star within reach as its index in the columns, or null. */
  onpick(star: number | null, point: ImagePoint): void;
  /** A click on the mark of a row, in place of `onpick`; how it joins what is selected, null where no key says so. */
  onrow?(row: number, mode: SelectMode | null): void;
  /** A region was drawn in lasso mode: its corners, at least three. */
  onregion?(polygon: readonly ImagePoint[], mode: SelectMode | null): void;
  /** A rectangle was drawn in crop mode: inclusive 0-based pixels. */
  oncrop(section: { x0: number; x1: number; y0: number; y1: number }): void;
  /** A drag with the right button: contrast and bias, as DS9 has them. */
  oncontrast?: OnContrast;
  onview(view: View): void;
  /** The first complete paint after setImage, with its duration in milliseconds. */
  onpainted(milliseconds: number): void;
}

/** The picture as it is shown, and what lies over it. */
export interface Snapshot {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly picture: Raster;
  /** Masks, the lowest first; all marks lie over them. */
  readonly layers: readonly Raster[];
  /** Circles, marks of rows and what overlays draw, the topmost last. */
  readonly marks: readonly Mark[];
}

/** Which colour of the palette the circles have. */
export type StarTone = 'star' | 'selected';

/** The picture: tiles under a Konva overlay, with pan and zoom. Framework-free. */
export interface Viewer {
  /** Shows an image; keeps the view when the size is the same and `fit` is false. null empties the viewer. */
  setImage(image: ImageSummary | null, fit: boolean, channels?: Channels | null): void;
  /** Takes effect within the frame; no tile is asked for again. */
  setDisplay(display: Display): void;
  /** The stars to circle: the first `shown` of the columns. Cheap to call with another `shown` while a slider moves. */
  setStars(stars: StarColumns | null, shown: number, tone?: StarTone): void;
  /** The rows of a table to mark. Cheap to call with other colours or another selection of the same places. */
  setRows(rows: RowMarks | null): void;
  /** Marks one star and, if asked, brings it into view. */
  setSelected(point: ImagePoint | null, bringIntoView: boolean): void;
  setMode(mode: ViewerMode): void;
  /** Moves and zooms, as far as the image allows. */
  setView(view: View): void;
  /** Shows what another viewer leads to, be it beside the image. */
  follow(view: View): void;
  fit(): void;
  /** Sets screen pixels per image pixel, keeping the image point under `at` (CSS pixels in the viewer) in place. */
  setScale(scale: number, at?: { readonly x: number; readonly y: number }): void;
  zoomBy(factor: number): void;
  /** Moves the view by CSS pixels. */
  panBy(dx: number, dy: number): void;
  /** Lays something over the picture, above the overlays before it; returns what takes it away. See README.md. */
  addOverlay(make: (host: OverlayHost) => Overlay): () => void;
  /** What the viewer shows, with `ratio` pixels for each CSS pixel; waits for the tiles that takes. Null while nothing is
   * shown. */
  snapshot(ratio: number): Promise<Snapshot | null>;
  readonly view: View;
  /** Whether the whole image is shown, as `fit` shows it. */
  readonly isFitted: boolean;
  /** The tiles in view, the most urgent first. */
  readonly tiles: readonly TileAddress[];
  /** In CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  destroy(): void;
}
