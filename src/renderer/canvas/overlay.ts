import type { ImageSummary } from '../../shared/index.ts';
import type { Palette } from './palette.ts';
import type { Mark, Raster } from './plots/sheet.ts';
import type { ImagePoint, ViewerMode } from './viewer.ts';
import type { ScreenPoint, Viewport } from './viewport.ts';

/** Something drawn over the picture that may take the pointer before the viewer does: regions, a grid, a ruler. What it
 * leaves out it has no part in. */
export interface Overlay {
  /** Laid over the whole viewer, above the picture and the marks; the pointer goes through it. */
  readonly element: HTMLElement;
  /** It belongs to the picture: it lies next to it, below circles and marks of rows. */
  readonly isBeneathMarks?: boolean;
  /** Draws what the scene shows. Called in the frame of every change of view, image, size or theme, and after
   * `requestFrame`: what is drawn for the same view and has not changed need not be drawn again. */
  follow(scene: OverlayScene): void;
  /** What it draws as marks in CSS pixels of the view, for a saved picture. */
  marks?(scene: OverlayScene): readonly Mark[];
  /** What it draws as pixels, for a saved picture, in which it lies between the picture and all marks. */
  pixels?(): OverlayPixels;
  /** The main button went down. True takes the drag: its moves and its end come here, and the viewer neither pans nor
   * picks. */
  pointerDown?(pointer: OverlayPointer): boolean;
  pointerMove?(pointer: OverlayPointer): void;
  pointerUp?(pointer: OverlayPointer): void;
  /** A click that no overlay took as a drag, before the viewer picks by it; true when it meant something. */
  click?(pointer: OverlayPointer): boolean;
  /** A drag that was taken is given up: nothing of it may stay. */
  cancel?(): void;
  /** The pointer moves with no button held (null: it has left); the CSS cursor wanted there, null for the viewer's. */
  hover?(pointer: OverlayPointer | null): string | null;
  /** True when it meant something; the two clicks came as pointerDown and pointerUp before. */
  doubleClick?(pointer: OverlayPointer): boolean;
  /** A key while the viewer has the focus, without Ctrl, Cmd or Alt; true when it meant something. */
  keyDown?(key: string, shift: boolean): boolean;
  destroy(): void;
}

/** Pixels of an overlay while a picture is saved, in the resolution of the scenes that are named. */
export interface OverlayPixels {
  /** Asks for what the scene shows, and tells whether some of it is still to come. */
  isPending(scene: OverlayScene): boolean;
  /** What is there by now; null where nothing is shown. */
  raster(scene: OverlayScene): Raster | null;
  destroy(): void;
}

/** What is shown now. Points of `image` are 0-based pixels of what is shown; `originX` and `originY` lead to the whole. */
export interface OverlayScene {
  readonly viewport: Viewport;
  readonly image: ImageSummary | null;
  readonly devicePixelRatio: number;
  readonly palette: Palette;
}

export interface OverlayPointer {
  /** 0-based pixels of the shown image; may lie beside it. */
  readonly image: ImagePoint;
  readonly screen: ScreenPoint;
  /** Screen (CSS) pixels per image pixel. */
  readonly scale: number;
  /** What a drag does otherwise: an overlay leaves the pointer alone in modes that are not its own. */
  readonly mode: ViewerMode;
  readonly shift: boolean;
  /** Ctrl or Cmd. */
  readonly control: boolean;
  readonly alt: boolean;
}

/** What the viewer lends an overlay. */
export interface OverlayHost {
  readonly document: Document;
  /** Asks for a frame, in which `follow` is called. */
  requestFrame(): void;
}
