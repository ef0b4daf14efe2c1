import type {
  Display,
  ImagePoint,
  RowMarks,
  Snapshot,
  StarColumns,
  Viewer,
  ViewerMode,
  ViewerOptions,
} from '../../src/renderer/canvas/viewer.ts';
import type { ImageSummary } from '../../src/shared/index.ts';

/** What a viewer was told last; happy-dom has no canvas to paint it on. */
export interface ViewerRecord {
  readonly options: ViewerOptions;
  image: ImageSummary | null;
  display: Display | null;
  displays: number;
  stars: StarColumns | null;
  shown: number;
  rows: RowMarks | null;
  selected: ImagePoint | null;
  mode: ViewerMode;
}

function fakeSnapshot(): Snapshot {
  const picture = {
    x: 0,
    y: 0,
    width: 40,
    height: 20,
    columns: 1,
    rows: 1,
    pixels: new Uint8ClampedArray(4),
  };
  return { width: 40, height: 20, picture, layers: [], marks: [] };
}

/** All viewers made, the newest last. */
export const viewers: ViewerRecord[] = [];

/** Stands in for src/renderer/canvas in component tests. */
export function createViewer(container: HTMLElement, options: ViewerOptions): Viewer {
  const record: ViewerRecord = {
    options,
    image: null,
    display: null,
    displays: 0,
    stars: null,
    shown: 0,
    rows: null,
    selected: null,
    mode: 'pan',
  };
  viewers.push(record);
  container.dataset['viewer'] = 'fake';
  const nothing = (): void => undefined;
  return {
    snapshot: () => Promise.resolve(fakeSnapshot()),
    tiles: [],
    size: { width: 40, height: 20 },
    setImage: (image) => void (record.image = image),
    setDisplay(display) {
      record.display = display;
      record.displays += 1;
    },
    setStars(stars, shown) {
      record.stars = stars;
      record.shown = shown;
    },
    setRows: (rows) => void (record.rows = rows),
    setSelected: (point) => void (record.selected = point),
    setMode: (mode) => void (record.mode = mode),
    fit: nothing,
    setView: nothing,
    follow: nothing,
    setScale: nothing,
    zoomBy: nothing,
    panBy: nothing,
    addOverlay: () => nothing,
    view: { centre: { x: 0, y: 0 }, scale: 1 },
    isFitted: true,
    destroy: nothing,
  };
}
