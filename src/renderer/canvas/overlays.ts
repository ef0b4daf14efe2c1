import type { Overlay, OverlayHost, OverlayPixels, OverlayPointer, OverlayScene } from './overlay.ts';
import type { Mark } from './plots/sheet.ts';
import type { ViewerMode } from './viewer.ts';
import { imageFromScreen, type ScreenPoint } from './viewport.ts';

/** The keys held in an event. */
type Keys = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What the viewer's input asks the overlays, the last added first. */
export interface OverlayInput {
  /** True when an overlay has taken the drag. */
  down(at: ScreenPoint, keys: Keys): boolean;
  move(at: ScreenPoint, keys: Keys): void;
  up(at: ScreenPoint, keys: Keys): void;
  cancel(): void;
  hover(at: ScreenPoint | null, keys: Keys): void;
  click(at: ScreenPoint, keys: Keys): boolean;
  doubleClick(at: ScreenPoint, keys: Keys): boolean;
  keyDown(key: string, shift: boolean): boolean;
}

export interface Overlays {
  readonly input: OverlayInput;
  add(make: (host: OverlayHost) => Overlay): () => void;
  follow(scene: OverlayScene): void;
  /** What the overlays draw as marks, the lowest first. */
  marks(scene: OverlayScene): readonly Mark[];
  /** What gives the pixels that overlays draw, the lowest first. */
  pixels(): readonly OverlayPixels[];
  /** Sets the cursor where no overlay wants another. */
  setCursor(cursor: string): void;
  destroy(): void;
}

/** The overlays of one viewer: puts them into its root and deals the pointer out. */
export function createOverlays(
  root: HTMLElement,
  requestFrame: () => void,
  mode: () => ViewerMode,
): Overlays {
  const overlays: Overlay[] = [];
  let scene: OverlayScene | null = null;
  let captured: Overlay | null = null;
  let cursor = 'default';

  function add(make: (host: OverlayHost) => Overlay): () => void {
    const overlay = make({ document: root.ownerDocument, requestFrame });
    Object.assign(overlay.element.style, {
      position: 'absolute',
      inset: '0',
      zIndex: '-1',
      pointerEvents: 'none',
    });
    overlays.unshift(overlay);
    // The picture itself is the first in the root.
    if (overlay.isBeneathMarks) root.firstElementChild?.after(overlay.element);
    else root.append(overlay.element);
    requestFrame();
    return () => remove(overlay);
  }

  function remove(overlay: Overlay): void {
    const place = overlays.indexOf(overlay);
    if (place < 0) return;
    overlays.splice(place, 1);
    if (captured === overlay) captured = null;
    overlay.destroy();
    overlay.element.remove();
  }

  function pointerOf(screen: ScreenPoint, keys: Keys): OverlayPointer | null {
    if (!scene?.image) return null;
    return {
      image: imageFromScreen(scene.viewport, screen),
      screen,
      scale: scene.viewport.scale,
      mode: mode(),
      shift: keys.shiftKey,
      control: keys.ctrlKey || keys.metaKey,
      alt: keys.altKey,
    };
  }

  const input: OverlayInput = {
    down(at, keys) {
      const pointer = pointerOf(at, keys);
      captured = (pointer && overlays.find((overlay) => overlay.pointerDown?.(pointer))) ?? null;
      return captured !== null;
    },
    move(at, keys) {
      const pointer = pointerOf(at, keys);
      if (pointer) captured?.pointerMove?.(pointer);
    },
    up(at, keys) {
      const pointer = pointerOf(at, keys);
      const overlay = captured;
      captured = null;
      if (pointer) overlay?.pointerUp?.(pointer);
      else overlay?.cancel?.();
    },
    cancel() {
      const overlay = captured;
      captured = null;
      overlay?.cancel?.();
    },
    hover(at, keys) {
      const pointer = at && pointerOf(at, keys);
      let wanted: string | null = null;
      for (const overlay of overlays) wanted ??= overlay.hover?.(pointer) ?? null;
      root.style.cursor = wanted ?? cursor;
    },
    click(at, keys) {
      const pointer = pointerOf(at, keys);
      return pointer !== null && overlays.some((overlay) => overlay.click?.(pointer));
    },
    doubleClick(at, keys) {
      const pointer = pointerOf(at, keys);
      return pointer !== null && overlays.some((overlay) => overlay.doubleClick?.(pointer));
    },
    keyDown: (key, shift) => overlays.some((overlay) => overlay.keyDown?.(key, shift)),
  };

  return {
    input,
    add,
    follow(next) {
      scene = next;
      // The first added lies lowest and is drawn first.
      for (let i = overlays.length - 1; i >= 0; i--) overlays[i]!.follow(next);
    },
    marks: (asked) => [...overlays].reverse().flatMap((overlay) => overlay.marks?.(asked) ?? []),
    pixels: () => [...overlays].reverse().flatMap((overlay) => overlay.pixels?.() ?? []),
    setCursor(next) {
      cursor = next;
      root.style.cursor = next;
    },
    destroy() {
      for (const overlay of [...overlays]) remove(overlay);
    },
  };
}
