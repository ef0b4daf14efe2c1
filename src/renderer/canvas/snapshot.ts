import { AppError } from '../../core/errors/index.ts';
import type { ImageSummary } from '../../shared/index.ts';
import { createCanvasPainter } from './canvasPainter.ts';
import type { OverlayPixels, OverlayScene } from './overlay.ts';
import type { Overlays } from './overlays.ts';
import type { Frame } from './painter.ts';
import type { Palette } from './palette.ts';
import { pixelsOf, tooLarge } from './pictureLimits.ts';
import type { Raster } from './plots/sheet.ts';
import type { StarLayer } from './starLayer.ts';
import { levelForScale, tilesToDraw, visibleTiles, type Tile, type TileAddress } from './tileGrid.ts';
import type { TileStore } from './tileStore.ts';
import type { Channels, Display, Snapshot } from './viewer.ts';
import { viewMarks, type ViewParts } from './viewMarks.ts';
import type { ImageSize, Viewport } from './viewport.ts';

const PATIENCE_MS = 20_000;
const LOOK_MS = 30;

/** What of a viewer its picture is painted from. */
interface ShownPicture {
  readonly viewport: Viewport;
  readonly image: ImageSummary;
  readonly display: Display;
  readonly channels: Channels | null;
  readonly palette: Palette;
}

/** What a painter is to paint. */
export function pictureFrame(
  { viewport, image, display, channels, palette }: ShownPicture,
  tiles: readonly Tile[],
  devicePixelRatio: number,
): Frame {
  return {
    viewport,
    devicePixelRatio,
    image,
    offset: image.offset,
    ...(channels && { channelOffsets: [channels[0].offset, channels[1].offset] }),
    display,
    tiles,
    background: palette.background,
  };
}

/** A layer of stars and rows that knows what it was given. */
interface RememberedStars extends StarLayer {
  readonly given: Pick<ViewParts, 'circled' | 'rows' | 'selected'>;
}

export function remembered(layer: StarLayer): RememberedStars {
  let given: RememberedStars['given'] = { circled: null, rows: null, selected: null };
  return {
    ...layer,
    get given() {
      return given;
    },
    setStars(columns, shown, tone) {
      given = { ...given, circled: columns && { columns, shown, tone: tone ?? 'star' } };
      layer.setStars(columns, shown, tone);
    },
    setRows(rows) {
      given = { ...given, rows };
      layer.setRows(rows);
    },
    setSelected(selected) {
      given = { ...given, selected };
      layer.setSelected(selected);
    },
  };
}

/** Makes pictures of what a viewer shows. `shown` is null while that is nothing. */
export function createSnapshots(
  document: Document,
  store: TileStore,
  overlays: Overlays,
  stars: RememberedStars,
  invalidate: () => void,
  shown: () => ShownPicture | null,
): { readonly ratio: number; take(ratio: number): Promise<Snapshot | null> } {
  let ratio = 0;
  const wanted = ({ image, viewport }: ShownPicture, asked: number): TileAddress[] =>
    visibleTiles(viewport, image, levelForScale(viewport.scale, asked, image.levels));

  async function take(asked: number): Promise<Snapshot | null> {
    const first = shown();
    if (!first) return null;
    refuseSize(first.viewport, asked);
    ratio = asked;
    const pixels = overlays.pixels();
    try {
      invalidate();
      await patiently(() => {
        const now = shown();
        if (!now) return true;
        // All of them are to ask.
        const late = pixels.filter((one) => one.isPending(sceneOf(now, asked)));
        return late.length === 0 && !wanted(now, asked).some(store.isPending);
      });
      const now = shown();
      return now && pictureOf(now, asked, pixels);
    } finally {
      ratio = 0;
      for (const one of pixels) one.destroy();
    }
  }

  function pictureOf(now: ShownPicture, asked: number, pixels: readonly OverlayPixels[]): Snapshot {
    const { viewport, image, palette } = now;
    const tiles = tilesToDraw(wanted(now, asked), image.levels, store.get);
    const scene = sceneOf(now, asked);
    return {
      width: viewport.width,
      height: viewport.height,
      picture: paintedPicture(document, pictureFrame(now, tiles, asked)),
      layers: pixels.flatMap((one) => one.raster(scene) ?? []),
      marks: [...viewMarks({ viewport, image, palette, ...stars.given }), ...overlays.marks(scene)],
    };
  }

  return {
    /** Tiles are fetched for this ratio too, while a picture is made of them. */
    get ratio() {
      return ratio;
    },
    take,
  };
}

function sceneOf({ viewport, image, palette }: ShownPicture, devicePixelRatio: number): OverlayScene {
  return { viewport, image, devicePixelRatio, palette };
}

/** Resolves when it is true, or after a while whatever it is: a picture with a coarser tile is better than none. */
async function patiently(isDone: () => boolean): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < PATIENCE_MS;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (isDone()) return;
  }
}

/** Errors: `over-budget` for more pixels than a browser's canvas holds. */
function refuseSize(size: ImageSize, ratio: number): void {
  const reason = tooLarge(pixelsOf(size, ratio));
  if (reason !== null) throw new AppError('over-budget', reason, { remedy: 'Choose a smaller size.' });
}

/** The picture in the frame's own resolution, painted on a canvas that nobody sees. */
function paintedPicture(document: Document, frame: Frame): Raster {
  const { viewport, devicePixelRatio } = frame;
  const columns = Math.max(1, Math.round(viewport.width * devicePixelRatio));
  const rows = Math.max(1, Math.round(viewport.height * devicePixelRatio));
  const painter = createCanvasPainter(document);
  try {
    painter.resize(columns, rows);
    painter.paint(frame);
    const context = painter.element.getContext('2d')!;
    const { data } = context.getImageData(0, 0, columns, rows);
    return { x: 0, y: 0, width: viewport.width, height: viewport.height, columns, rows, pixels: data };
  } finally {
    painter.destroy();
  }
}
