import { gridLabel, gridLines, type GridUnits, type SkyFrameName } from '../../../core/wcs/index.ts';
import type { Overlay, OverlayHost, OverlayScene } from '../overlay.ts';
import { createCanvasOverlay } from './canvasOverlay.ts';
import { screenOfFits, visibleFits } from './fitsPlace.ts';
import { placeGridLabels, type ScreenLine } from './gridLabels.ts';
import { MARK_FONT, strokeWithHalo, textWithHalo } from './halo.ts';
import type { DrawingContext } from './markRecorder.ts';

export interface GridLook {
  /** null for the header's own. */
  readonly frame: SkyFrameName | null;
  readonly sexagesimal: boolean;
}

export interface SkyGrid extends Overlay {
  set(look: GridLook | null): void;
}

const COLOUR = 'rgb(140 214 236 / 0.85)';
/** About one line for as many CSS pixels of the view. */
const SPACING = 130;

/** Units in which the axes of a frame are counted. */
function gridUnits({ frame, sexagesimal }: GridLook): { lon: GridUnits; lat: GridUnits } {
  if (!sexagesimal) return { lon: 'decimal', lat: 'decimal' };
  const isEquatorial = frame === 'ICRS' || frame === 'FK5' || frame === 'FK4';
  return { lon: isEquatorial ? 'hours' : 'degrees', lat: 'degrees' };
}

/** Lines of equal longitude and latitude over the picture, with labels where they leave it. */
export function createSkyGrid(host: OverlayHost): SkyGrid {
  let look: GridLook | null = null;
  const canvas = createCanvasOverlay(host, () => look !== null, draw);

  function draw(context: DrawingContext, { viewport, image }: OverlayScene): void {
    const bounds = image && visibleFits(viewport, image);
    if (!look || !image?.wcs || !bounds) return;
    const { scale } = viewport;
    const units = gridUnits(look);
    const across = Math.max(bounds.x1 - bounds.x0, bounds.y1 - bounds.y0) * scale;
    const lines = gridLines({
      wcs: image.wcs,
      frame: look.frame,
      bounds,
      lonUnits: units.lon,
      latUnits: units.lat,
      lines: Math.min(Math.max(Math.round(across / SPACING), 3), 10),
      tolerance: 0.5 / scale,
    });
    const onScreen = lines.map(({ axis, valueDeg, stepDeg, paths }): ScreenLine => ({
      axis,
      label: gridLabel(valueDeg, stepDeg, units[axis]),
      paths: paths.map((path) => {
        const points = new Float64Array(path.length);
        for (let i = 0; i < path.length; i += 2) {
          const { left, top } = screenOfFits(viewport, image, path[i]!, path[i + 1]!);
          points[i] = left;
          points[i + 1] = top;
        }
        return points;
      }),
    }));
    const lower = screenOfFits(viewport, image, bounds.x0, bounds.y0);
    const upper = screenOfFits(viewport, image, bounds.x1, bounds.y1);
    const box = { left: lower.left, right: upper.left, top: upper.top, bottom: lower.top };
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.clip();
    context.beginPath();
    for (const { paths } of onScreen)
      for (const path of paths)
        for (let i = 0; i + 1 < path.length; i += 2) {
          if (i === 0) context.moveTo(path[i]!, path[i + 1]!);
          else context.lineTo(path[i]!, path[i + 1]!);
        }
    strokeWithHalo(context, COLOUR, 1, 2.5);
    context.font = MARK_FONT;
    context.textBaseline = 'middle';
    for (const label of placeGridLabels(onScreen, box, (text) => context.measureText(text).width)) {
      context.textAlign = label.align;
      textWithHalo(context, label.text, label.left, label.top);
    }
    context.restore();
  }

  return {
    ...canvas,
    set(next) {
      if (
        next?.frame === look?.frame &&
        next?.sexagesimal === look?.sexagesimal &&
        (next === null) === (look === null)
      )
        return;
      look = next;
      canvas.redraw();
    },
  };
}
