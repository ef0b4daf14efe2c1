import { choosePainter, type PainterChoice } from './choosePainter.ts';
import type { Frame } from './painter.ts';
import type { Colour } from './palette.ts';
import type { Tile } from './tileGrid.ts';

/** The painter of a viewer with its canvas, lowest in the viewer. */
export interface Painting {
  prepare(frame: Frame): void;
  paint(frame: Frame): void;
  clear(background: Colour): void;
  forget(tile: Tile): void;
  /** Colours are those of three tiles, which only Canvas2D paints; the pictures of other tiles go with their painter. */
  paintChannels(next: boolean): void;
  /** In CSS pixels. */
  resize(width: number, height: number, ratio: number): void;
  destroy(): void;
}

/** A painter whose graphics context is lost is replaced by one that needs none. `onchange`: all is to be painted again. */
export function createPainting(root: HTMLElement, wanted: PainterChoice, onchange: () => void): Painting {
  const { ownerDocument: document } = root;
  let choice = wanted;
  let ratio = 1;
  /** Canvas2D stands in for the painter of choice. */
  let standsIn = false;
  let painter = choosePainter(document, choice, repair);
  root.prepend(painter.element);

  function repair(): void {
    standsIn = false;
    choice = 'canvas';
    replace(choice);
  }

  function replace(by: PainterChoice): void {
    const { width, height } = painter.element;
    painter.destroy();
    painter = choosePainter(document, by, repair);
    painter.resize(width, height);
    fitElement();
    root.prepend(painter.element);
    onchange();
  }

  function fitElement(): void {
    const { element } = painter;
    element.style.position = 'absolute';
    element.style.zIndex = '-1';
    element.style.width = `${element.width / ratio}px`;
    element.style.height = `${element.height / ratio}px`;
  }

  return {
    prepare: (frame) => painter.prepare(frame),
    paint: (frame) => painter.paint(frame),
    clear: (background) => painter.clear(background),
    forget: (tile) => painter.forget(tile),
    paintChannels(next) {
      if (next ? painter.kind === 'canvas' : !standsIn) return;
      standsIn = next;
      replace(next ? 'canvas' : choice);
    },
    resize(width, height, devicePixelRatio) {
      ratio = devicePixelRatio;
      painter.resize(Math.max(Math.round(width * ratio), 1), Math.max(Math.round(height * ratio), 1));
      fitElement();
    },
    destroy: () => painter.destroy(),
  };
}
