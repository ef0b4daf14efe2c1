import { createCanvasPainter } from './canvasPainter.ts';
import type { Painter } from './painter.ts';
import { createWebglPainter } from './webglPainter.ts';

/** `auto` takes WebGL2 on real graphics hardware and Canvas2D everywhere else. */
export type PainterChoice = 'auto' | 'canvas' | 'webgl';

/** The painter asked for, or Canvas2D where there is no such thing. `onlost` means that it can't paint any more. */
export function choosePainter(document: Document, choice: PainterChoice, onlost: () => void): Painter {
  const webgl =
    choice === 'canvas' ? null : createWebglPainter(document, { allowSoftware: choice === 'webgl', onlost });
  return webgl ?? createCanvasPainter(document);
}
