import { Konva } from 'konva/lib/Global.js';
import { Layer } from 'konva/lib/Layer.js';
import { Stage } from 'konva/lib/Stage.js';
import { createMarks } from './marks.ts';
import { overlayTransform } from './overlayTransform.ts';
import type { Palette } from './palette.ts';
import { createRowShape } from './rowShape.ts';
import { createStarShape } from './starShape.ts';
import type { StarTone, ImagePoint, RowMarks, StarColumns } from './viewer.ts';
import type { ImageBounds, ImageSize, Viewport } from './viewport.ts';

export interface StarLayerOptions {
  /** Asks for a frame, in which `follow` is called. */
  requestFrame(): void;
}

/** Star circles, marks of rows, the selected star and what is being drawn, above the picture. */
export interface StarLayer {
  readonly element: HTMLDivElement;
  setStars(stars: StarColumns | null, shown: number, tone?: StarTone): void;
  setRows(rows: RowMarks | null): void;
  setSelected(point: ImagePoint | null): void;
  setCrop(bounds: ImageBounds | null): void;
  setRegion(polygon: readonly ImagePoint[] | null): void;
  setPalette(palette: Palette): void;
  resize(width: number, height: number, devicePixelRatio: number): void;
  /** Brings what is drawn into line with the view; called once a frame. */
  follow(viewport: Viewport, image: ImageSize): void;
  /** Shows nothing until the next `follow`. */
  hide(): void;
  /** The nearest shown star within `reach` image pixels. */
  nearest(point: ImagePoint, reach: number): number | null;
  /** The nearest row within `reach` image pixels. */
  nearestRow(point: ImagePoint, reach: number): number | null;
  destroy(): void;
}

/** CSS pixels drawn beyond the view, so that a pan has something to bring in. */
const MARGIN = 128;
/** Time without movement after which circles that were only moved are drawn anew. */
const REST_MS = 120;
/** Drawing that takes less than this is done in every frame; then nothing need be moved. */
const CHEAP_MS = 6;
/** While the view moves on and on, circles are drawn anew this often once they no longer fit it. */
const REFRESH_MS = 400;

export function createStarLayer(document: Document, options: StarLayerOptions): StarLayer {
  const element = document.createElement('div');
  Object.assign(element.style, {
    position: 'absolute',
    left: `${-MARGIN}px`,
    top: `${-MARGIN}px`,
    zIndex: '-1',
    pointerEvents: 'none',
    transformOrigin: '0 0',
    willChange: 'transform',
  });
  const stage = new Stage({ container: element, width: 1, height: 1, listening: false });
  const starLayer = new Layer({ listening: false });
  const rowLayer = new Layer({ listening: false });
  const markLayer = new Layer({ listening: false });
  const shape = createStarShape();
  const rowShape = createRowShape();
  const marks = createMarks();
  starLayer.add(shape.node);
  rowLayer.add(rowShape.node);
  markLayer.add(...marks.nodes);
  stage.add(starLayer, rowLayer, markLayer);

  let palette: Palette | null = null;
  let tone: StarTone = 'star';
  let devicePixelRatio = 1;
  /** The view the layers are drawn for; null when they have to be drawn whatever it costs. */
  let drawn: Viewport | null = null;
  let drawnAt = 0;
  let cost = 0;
  let rowsChanged = false;
  let marksChanged = false;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let resting = false;

  function follow(viewport: Viewport, image: ImageSize): void {
    const moved = !drawn || !isSameView(drawn, viewport);
    if (!drawn || (moved && (cost < CHEAP_MS || resting || isOverdue(drawn, viewport)))) {
      withoutAutoDraw(() => redraw(viewport, image));
    } else {
      const forView = drawn;
      if (rowsChanged) withoutAutoDraw(() => drawRows(forView, image));
      if (marksChanged) withoutAutoDraw(() => drawMarks(forView));
      if (moved) {
        clearTimeout(restTimer);
        restTimer = setTimeout(() => {
          resting = true;
          options.requestFrame();
        }, REST_MS);
      }
    }
    resting = false;
    element.style.transform = transformTo(viewport);
  }

  function redraw(viewport: Viewport, image: ImageSize): void {
    clearTimeout(restTimer);
    if (!palette) return;
    const start = performance.now();
    drawn = viewport;
    starLayer.visible(shape.shown > 0);
    if (shape.shown > 0) {
      shape.setScene({ viewport, margin: MARGIN, devicePixelRatio, image, colour: palette[tone] });
      starLayer.draw();
    }
    drawRows(viewport, image);
    drawMarks(viewport);
    drawnAt = performance.now();
    cost = drawnAt - start;
  }

  function drawRows(viewport: Viewport, image: ImageSize): void {
    rowsChanged = false;
    if (!palette) return;
    rowLayer.visible(rowShape.visible);
    if (!rowShape.visible) return;
    const start = performance.now();
    const { selected: plain, star: selected } = palette;
    rowShape.setScene({ viewport, margin: MARGIN, devicePixelRatio, image, plain, selected });
    rowLayer.draw();
    // Marks that came since decide too whether the next frame draws or moves.
    cost = Math.max(cost, performance.now() - start);
  }

  function drawMarks(viewport: Viewport): void {
    marksChanged = false;
    if (!palette) return;
    markLayer.visible(marks.visible);
    if (!marks.visible) return;
    marks.place(viewport, MARGIN, palette.selected);
    markLayer.draw();
  }

  function transformTo(viewport: Viewport): string {
    if (!drawn || isSameView(drawn, viewport)) return 'none';
    const { dx, dy, ratio } = overlayTransform(drawn, viewport, MARGIN);
    // Whole device pixels keep a layer that only moves as sharp as it was drawn.
    const whole = (css: number): number =>
      ratio === 1 ? Math.round(css * devicePixelRatio) / devicePixelRatio : css;
    return `translate(${whole(dx)}px, ${whole(dy)}px) scale(${ratio})`;
  }

  function isOverdue(from: Viewport, to: Viewport): boolean {
    if (performance.now() - drawnAt < REFRESH_MS) return false;
    const ratio = to.scale / from.scale;
    const dx = Math.abs(to.centre.x - from.centre.x) * to.scale;
    const dy = Math.abs(to.centre.y - from.centre.y) * to.scale;
    return ratio > 2 || ratio < 0.5 || dx > MARGIN || dy > MARGIN;
  }

  function invalidate(): void {
    drawn = null;
    options.requestFrame();
  }

  function invalidateMarks(): void {
    marksChanged = true;
    options.requestFrame();
  }

  return {
    element,
    setStars(stars, shown, next = 'star') {
      tone = next;
      shape.setStars(stars, shown);
      invalidate();
    },
    setRows(rows) {
      if (!rowShape.setRows(rows)) return;
      rowsChanged = true;
      options.requestFrame();
    },
    setSelected(point) {
      if (marks.setSelected(point)) invalidateMarks();
    },
    setCrop(bounds) {
      if (marks.setCrop(bounds)) invalidateMarks();
    },
    setRegion(polygon) {
      if (marks.setRegion(polygon)) invalidateMarks();
    },
    setPalette(next) {
      palette = next;
      invalidate();
    },
    resize(width, height, ratio) {
      devicePixelRatio = ratio;
      for (const layer of [starLayer, rowLayer, markLayer])
        if (layer.getCanvas().getPixelRatio() !== ratio) layer.getCanvas().setPixelRatio(ratio);
      stage.size({ width: width + 2 * MARGIN, height: height + 2 * MARGIN });
      invalidate();
    },
    follow,
    hide() {
      clearTimeout(restTimer);
      drawn = null;
      starLayer.visible(false);
      rowLayer.visible(false);
      markLayer.visible(false);
    },
    nearest: (point, reach) => shape.nearest(point, reach),
    nearestRow: (point, reach) => rowShape.nearest(point, reach),
    destroy() {
      clearTimeout(restTimer);
      rowShape.destroy();
      stage.destroy();
      element.remove();
    },
  };
}

/** Konva draws a layer again in the next frame when a node changes; here it is drawn at once and only once. */
function withoutAutoDraw(draw: () => void): void {
  const before = Konva.autoDrawEnabled;
  Konva.autoDrawEnabled = false;
  try {
    draw();
  } finally {
    Konva.autoDrawEnabled = before;
  }
}

function isSameView(a: Viewport, b: Viewport): boolean {
  return a.scale === b.scale && a.centre.x === b.centre.x && a.centre.y === b.centre.y;
}
