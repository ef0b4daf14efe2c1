import { localDirections, type SkyFrameName } from '../../../core/wcs/index.ts';
import type { Overlay, OverlayHost, OverlayScene } from '../overlay.ts';
import { createCanvasOverlay } from './canvasOverlay.ts';
import { fitsOf } from './fitsPlace.ts';
import { arrowPath, MARK_COLOUR, MARK_FONT, strokeWithHalo, textWithHalo } from './halo.ts';
import type { DrawingContext } from './markRecorder.ts';

export interface CompassLook {
  readonly isShown: boolean;
  readonly frame: SkyFrameName | null;
  /** The pixels' own directions rather than those of the sky. */
  readonly inPixels: boolean;
}

export interface Compass extends Overlay {
  set(look: CompassLook): void;
}

const LENGTH = 38;
const INSET = 64;
const NAMES: Readonly<Partial<Record<SkyFrameName, readonly [string, string]>>> = {
  GALACTIC: ['b', 'l'],
  ECLIPTIC: ['β', 'λ'],
};

/** Arrows to the north and to the east at the middle of the view; without a sky, along the pixels' axes. */
export function createCompass(host: OverlayHost): Compass {
  let look: CompassLook = { isShown: false, frame: 'ICRS', inPixels: false };
  const canvas = createCanvasOverlay(host, () => look.isShown, draw);

  function draw(context: DrawingContext, { viewport, image }: OverlayScene): void {
    if (!image) return;
    const { x, y } = fitsOf(viewport.centre, image);
    const sky = image.wcs && !look.inPixels ? localDirections(image.wcs, look.frame, x, y) : null;
    const [up, side] = sky ? ((look.frame && NAMES[look.frame]) ?? ['N', 'E']) : ['y', 'x'];
    const arrows = sky
      ? ([
          [up, sky.north],
          [side, sky.east],
        ] as const)
      : ([
          [up, [0, 1]],
          [side, [1, 0]],
        ] as const);
    const left = viewport.width - INSET;
    const top = viewport.height - INSET;
    context.font = MARK_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const [name, [dx, dy]] of arrows) {
      arrowPath(context, left, top, dx * LENGTH, -dy * LENGTH, 7);
      strokeWithHalo(context, MARK_COLOUR, 1.5);
      textWithHalo(context, name, left + dx * (LENGTH + 11), top - dy * (LENGTH + 11));
    }
  }

  return {
    ...canvas,
    set(next) {
      look = next;
      canvas.redraw();
    },
  };
}
