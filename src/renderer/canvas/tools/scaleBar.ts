import { localDirections } from '../../../core/wcs/index.ts';
import type { Overlay, OverlayHost, OverlayScene } from '../overlay.ts';
import { createCanvasOverlay } from './canvasOverlay.ts';
import { fitsOf } from './fitsPlace.ts';
import { MARK_COLOUR, MARK_FONT, strokeWithHalo, textWithHalo } from './halo.ts';
import type { DrawingContext } from './markRecorder.ts';

export interface ScaleBar extends Overlay {
  set(isShown: boolean, inPixels: boolean): void;
}

/** CSS pixels that the bar may take. */
const LONGEST = 180;
const INSET = 24;
const UNITS = [
  { perDegree: 1, name: '°' },
  { perDegree: 60, name: '′' },
  { perDegree: 3600, name: '″' },
] as const;

/** The longest bar of a round length that is no longer than `most`: its length and how it is written. */
export function roundLength(
  most: number,
  inDegrees: boolean,
): { readonly length: number; readonly text: string } {
  if (!inDegrees) {
    const length = roundBelow(most);
    return { length, text: `${length} px` };
  }
  const unit = UNITS.find(({ perDegree }) => most * perDegree >= 1) ?? UNITS[2];
  const inUnits = most * unit.perDegree;
  // Of minutes and seconds 30 and 60 are round as well.
  const sixty = unit.perDegree > 1 && inUnits >= 30 ? 30 : 0;
  const count = Math.max(roundBelow(inUnits), sixty);
  return { length: count / unit.perDegree, text: `${count}${unit.name}` };
}

function roundBelow(most: number): number {
  const power = Math.floor(Math.log10(most));
  const digit = [5, 2, 1].find((one) => Number(`${one}e${power}`) <= most) ?? 1;
  return Number(`${digit}e${power}`);
}

/** A bar of a round length at the scale of the view's middle. */
export function createScaleBar(host: OverlayHost): ScaleBar {
  let look = { isShown: false, inPixels: false };
  const canvas = createCanvasOverlay(host, () => look.isShown, draw);

  function draw(context: DrawingContext, { viewport, image }: OverlayScene): void {
    if (!image) return;
    const { x, y } = fitsOf(viewport.centre, image);
    const sky = image.wcs && !look.inPixels ? localDirections(image.wcs, null, x, y) : null;
    const perScreen = (sky?.degreesPerPixel ?? 1) / viewport.scale;
    const { length, text } = roundLength(Math.min(LONGEST, viewport.width / 3) * perScreen, sky !== null);
    const width = length / perScreen;
    const top = viewport.height - INSET;
    context.beginPath();
    context.moveTo(INSET, top - 5);
    context.lineTo(INSET, top);
    context.lineTo(INSET + width, top);
    context.lineTo(INSET + width, top - 5);
    strokeWithHalo(context, MARK_COLOUR, 2);
    context.font = MARK_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    textWithHalo(context, text, INSET + width / 2, top - 12);
  }

  return {
    ...canvas,
    set(isShown, inPixels) {
      look = { isShown, inPixels };
      canvas.redraw();
    },
  };
}
