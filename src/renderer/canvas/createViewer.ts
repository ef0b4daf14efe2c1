import type { ImageSummary } from '../../shared/index.ts';
import { createChannelStore } from './channelStore.ts';
import type { PainterChoice } from './choosePainter.ts';
import { createDrawnShapes } from './drawnShapes.ts';
import { bindInput } from './input.ts';
import { createOverlays } from './overlays.ts';
import { readPalette, watchTheme } from './palette.ts';
import { createPainting } from './painting.ts';
import { pickAt } from './pickAt.ts';
import { rootElement } from './rootElement.ts';
import { createSnapshots, pictureFrame, remembered } from './snapshot.ts';
import { createStarLayer } from './starLayer.ts';
import { levelForScale, tilesOfLevel, tilesToDraw, visibleTiles, type TileAddress } from './tileGrid.ts';
import { watchSize } from './watchSize.ts';
import type { Channels, Display, ImagePoint, View, Viewer, ViewerMode, ViewerOptions } from './viewer.ts';
import * as view from './viewport.ts';
import type { ScreenPoint, Viewport } from './viewport.ts';

export interface ViewerSettings {
  /** `auto` unless a test wants one of the two. */
  readonly painter?: PainterChoice;
}

/** The coarsest level stands in wherever nothing finer is at hand yet, so it is kept, unless it is large. */
const MOST_BASE_TILES = 16;

/** A viewer that fills the container. */
export function createViewer(
  container: HTMLElement,
  options: ViewerOptions,
  settings: ViewerSettings = {},
): Viewer {
  const document = container.ownerDocument;
  const root = rootElement(document);
  container.append(root);
  let palette = readPalette(root);
  let image: ImageSummary | null = null;
  let base: readonly TileAddress[] = [];
  let display: Display | null = null;
  let viewport: Viewport = { centre: { x: 0, y: 0 }, scale: 1, width: 0, height: 0 };
  let ratio = 1;
  /** What stays when the window changes its size: the whole image is shown, or what another image's viewer shows. */
  let held: 'whole' | 'other' | null = 'whole';
  let mode: ViewerMode = 'pan';
  let pointer: ScreenPoint | null = null;
  let imageSince: number | null = null;
  let frame = 0;
  let pictureChanged = false;
  let viewChanged = false;
  /** What is painted stays until all of the image in its place is there: no flicker while a parameter is dragged. */
  let isHeld = false;
  let channels: Channels | null = null;
  const store = createChannelStore({
    fetchTile: (...request) => options.fetchTile(...request),
    onchange: tileCame,
    onevict: (tile) => painter.forget(tile),
  });
  const stars = remembered(createStarLayer(document, { requestFrame }));
  stars.setPalette(palette);
  const painter = createPainting(root, settings.painter ?? 'auto', invalidate);
  root.append(stars.element);
  const overlays = createOverlays(root, requestFrame, () => mode);
  const drawn = createDrawnShapes({ stars, options, image: () => image, viewport: () => viewport });
  const snapshots = createSnapshots(document, store, overlays, stars, invalidate, () =>
    image && display && viewport.width > 0 ? { viewport, image, display, channels, palette } : null,
  );

  function requestFrame(): void {
    frame ||= requestAnimationFrame(drawFrame);
  }

  function invalidate(): void {
    pictureChanged = true;
    requestFrame();
  }

  function tileCame(): void {
    if (!isHeld || !image || !display) return invalidate();
    // While others are still to come, it is made ready to be painted.
    const wanted = tilesInView(image);
    const come = wanted.flatMap((address) => store.get(address) ?? []);
    painter.prepare(pictureFrame({ viewport, image, display, channels, palette }, come, ratio));
    if (wanted.some(store.isPending)) return;
    // The frame that comes next shows it then.
    drawNow();
  }

  function drawNow(): void {
    pictureChanged = true;
    cancelAnimationFrame(frame);
    drawFrame();
  }

  function drawFrame(): void {
    frame = 0;
    if (viewport.width === 0 || viewport.height === 0) return;
    if (pictureChanged) drawPicture();
    if (image) stars.follow(viewport, image);
    else stars.hide();
    overlays.follow({ viewport, image, devicePixelRatio: ratio, palette });
    if (!viewChanged) return;
    viewChanged = false;
    if (image) options.onview({ centre: viewport.centre, scale: viewport.scale });
    if (pointer) reportHover();
  }

  function drawPicture(): void {
    pictureChanged = false;
    if (!image) return painter.clear(palette.background);
    const wanted = wantTiles(image);
    for (const address of base) store.get(address);
    isHeld &&= wanted.some(store.isPending);
    if (isHeld) {
      // Its colours are ready then when the last tile comes.
      const come = wanted.flatMap((address) => store.get(address) ?? []);
      if (display)
        painter.prepare(pictureFrame({ viewport, image, display, channels, palette }, come, ratio));
      return;
    }
    if (!display) return painter.clear(palette.background);
    const tiles = tilesToDraw(wanted, image.levels, store.get);
    painter.paint(pictureFrame({ viewport, image, display, channels, palette }, tiles, ratio));
    if (imageSince === null || tiles.length === 0 || wanted.some(store.isPending)) return;
    const duration = performance.now() - imageSince;
    imageSince = null;
    options.onpainted(duration);
  }

  function tilesInView(of: ImageSummary): readonly TileAddress[] {
    const finest = Math.max(ratio, snapshots.ratio);
    return visibleTiles(viewport, of, levelForScale(viewport.scale, finest, of.levels));
  }

  /** Asks for the tiles that are in view. */
  function wantTiles(of: ImageSummary): readonly TileAddress[] {
    const wanted = tilesInView(of);
    store.want([...wanted, ...base]);
    return wanted;
  }

  function setViewport(next: Viewport, hold: typeof held = null): void {
    if (!image) return;
    held = hold;
    if (
      next.scale === viewport.scale &&
      next.centre.x === viewport.centre.x &&
      next.centre.y === viewport.centre.y
    )
      return;
    viewport = next;
    viewChanged = true;
    isHeld = false;
    invalidate();
  }

  function fit(): void {
    if (image) setViewport(view.fitted(viewport, image), 'whole');
  }

  function setView(next: View): void {
    if (image) setViewport(view.clamped({ ...viewport, centre: next.centre, scale: next.scale }, image));
  }

  function follow({ centre, scale }: View): void {
    setViewport({ ...viewport, centre, scale }, 'other');
  }

  function setScale(scale: number, at?: { readonly x: number; readonly y: number }): void {
    const anchor = at ? { left: at.x, top: at.y } : { left: viewport.width / 2, top: viewport.height / 2 };
    if (image) setViewport(view.zoomedTo(viewport, image, scale, anchor));
  }

  function panBy(dx: number, dy: number): void {
    if (image) setViewport(view.panned(viewport, image, dx, dy));
  }

  function setImage(next: ImageSummary | null, fitIt: boolean, others: Channels | null = null): void {
    const isSameSize = image !== null && next?.width === image.width && next.height === image.height;
    if (next?.pixelsKey !== image?.pixelsKey) {
      drawn.cancelCrop();
      drawn.cancelRegion();
    }
    image = next;
    channels = others;
    painter.paintChannels(channels !== null);
    store.setImage(next, channels);
    base = next && !next.isLook ? tilesOfLevel(next, next.levels) : [];
    if (base.length > MOST_BASE_TILES) base = [];
    imageSince = next ? performance.now() : null;
    root.setAttribute('aria-label', next ? `Image, ${next.width} by ${next.height} pixels` : 'No image');
    isHeld = isSameSize;
    if (next && (fitIt || !isSameSize)) fit();
    viewChanged = true;
    // Not only with the next frame: the engine may be at them meanwhile.
    if (next && viewport.width > 0) wantTiles(next);
    invalidate();
  }

  function setSelected(point: ImagePoint | null, bringIntoView: boolean): void {
    stars.setSelected(point);
    if (!point || !bringIntoView || !image) return;
    const next = view.withPointInView(viewport, image, point);
    if (next !== viewport) setViewport(next);
  }

  function setMode(next: ViewerMode): void {
    mode = next;
    overlays.setCursor(next === 'pan' ? 'default' : 'crosshair');
    if (next !== 'crop') drawn.cancelCrop();
    if (next !== 'lasso') drawn.cancelRegion();
  }

  function reportHover(): void {
    const point = image && pointer ? view.imageFromScreen(viewport, pointer) : null;
    options.onhover(image && point && view.isOnImage(point, image) ? point : null);
  }

  const stopInput = bindInput(root, {
    overlays: overlays.input,
    mode: () => (image ? mode : 'pan'),
    pan: panBy,
    zoom: (factor, at) => setScale(viewport.scale * factor, at ? { x: at.left, y: at.top } : undefined),
    fit,
    actualSize: () => setScale(1),
    hover(at) {
      pointer = at;
      reportHover();
    },
    click: (at, keys) => image && pickAt(stars, options, viewport, at, keys),
    contrast: (...drag) => options.oncontrast?.(...drag),
    ...drawn.input,
  });

  const stopSize = watchSize(root, (width, height, devicePixelRatio) => {
    ratio = devicePixelRatio;
    viewport = { ...viewport, width, height };
    if (image && held === 'whole') viewport = view.fitted(viewport, image);
    else if (image && held === null) viewport = view.clamped(viewport, image);
    painter.resize(width, height, ratio);
    isHeld = false;
    stars.resize(width, height, ratio);
    viewChanged = true;
    // A canvas that has a new size is empty; waiting for the next frame would show that.
    drawNow();
  });

  const stopTheme = watchTheme(document, () => {
    palette = readPalette(root);
    stars.setPalette(palette);
    invalidate();
  });

  return {
    setImage,
    setDisplay(next) {
      display = next;
      invalidate();
    },
    setStars: stars.setStars,
    setRows: stars.setRows,
    setSelected,
    setMode,
    setView,
    follow,
    fit,
    setScale,
    zoomBy: (factor) => setScale(viewport.scale * factor),
    panBy,
    addOverlay: overlays.add,
    snapshot: snapshots.take,
    get tiles() {
      return image && viewport.width > 0 ? tilesInView(image) : [];
    },
    get isFitted() {
      return held === 'whole';
    },
    get size() {
      return { width: viewport.width, height: viewport.height };
    },
    get view() {
      return { centre: viewport.centre, scale: viewport.scale };
    },
    destroy() {
      cancelAnimationFrame(frame);
      frame = -1;
      stopInput();
      stopSize();
      stopTheme();
      store.destroy();
      overlays.destroy();
      stars.destroy();
      painter.destroy();
      root.remove();
    },
  };
}
