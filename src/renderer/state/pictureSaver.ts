import { AppError } from '../../core/errors/index.ts';
import { pixelsOf, tooLarge } from '../canvas/pictureLimits.ts';
import { plotPng, plotSvgFile } from '../canvas/plots/paintSheet.ts';
import { readPlotTheme } from '../canvas/plots/plotTheme.ts';
import { BAR_ROOM, pictureSheet, type BarContent } from './pictureSheet.ts';
import type { Workbench } from './workbench.svelte.ts';

export interface PictureChoice {
  readonly format: 'png' | 'svg';
  /** Pixels for each CSS pixel of the view. */
  readonly ratio: number;
  /** Circles, marks of rows, regions, grid. */
  readonly overlays: boolean;
  readonly colourBar: boolean;
}

/** Saves or copies the picture of the active image as it is seen. */
export class PictureSaver {
  /** The colour bar of the active image for a picture so wide; set by the window. */
  bar: (width: number) => BarContent | null = () => null;

  readonly #bench: Workbench;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  /** Hands the picture to the person as a file. */
  async save(choice: PictureChoice): Promise<boolean> {
    const { notices, imageSaver } = this.#bench;
    try {
      const file = await this.#file(choice);
      return await this.#bench.saveFile(file, imageSaver.suggestedName(choice.format), 'the picture');
    } catch (error) {
      notices.error(error);
      return false;
    }
  }

  /** Puts on the clipboard what `save` would write; where nothing is chosen, the picture as it is seen. */
  async copy(choice = this.#asSeen()): Promise<boolean> {
    const { notices } = this.#bench;
    const type = choice.format === 'png' ? 'image/png' : 'image/svg+xml';
    try {
      if (typeof ClipboardItem === 'undefined' || !('clipboard' in navigator))
        throw new AppError('not-supported', 'This browser gives pages no clipboard for pictures.', {
          remedy: 'Save the picture as PNG instead.',
        });
      if (type !== 'image/png' && !ClipboardItem.supports?.(type))
        throw new AppError('not-supported', 'The clipboard takes no SVG from this browser.', {
          remedy: 'Choose PNG, or save the picture.',
        });
      const made = this.#file(choice);
      // The promise itself is handed over, since waiting for it would use up the person's consent.
      const item = new ClipboardItem({ [type]: made });
      await navigator.clipboard.write([item]).catch(async (cause: unknown) => {
        // What is wrong with the picture says more than that it was not taken.
        await made;
        throw new AppError('refused', 'The picture could not be put on the clipboard.', {
          remedy: 'Click into the window and copy again, or save the picture as PNG instead.',
          cause,
        });
      });
      notices.done('The picture is on the clipboard.');
      return true;
    } catch (error) {
      notices.error(error);
      return false;
    }
  }

  #asSeen(): PictureChoice {
    const { store } = this.#bench;
    const { colourBar } = store.document.layout;
    return { format: 'png', ratio: globalThis.devicePixelRatio || 1, overlays: true, colourBar };
  }

  /** The size of the picture in CSS pixels; null while none is shown. */
  size(colourBar: boolean): { readonly width: number; readonly height: number } | null {
    const size = this.#bench.viewport.size();
    return size && { width: size.width, height: size.height + (colourBar ? BAR_ROOM : 0) };
  }

  async #file(choice: PictureChoice): Promise<Blob> {
    const { viewport, imageSaver } = this.#bench;
    const size = this.size(choice.colourBar);
    const refusal = size && tooLarge(pixelsOf(size, choice.ratio));
    if (refusal) throw new AppError('over-budget', refusal, { remedy: 'Choose a smaller size.' });
    const snapshot = await viewport.snapshot(choice.ratio);
    if (!snapshot) throw new AppError('no-image', 'No picture is shown yet.');
    const theme = readPlotTheme(document.body);
    const bar = choice.colourBar ? this.bar(snapshot.width) : null;
    const colours = { text: theme.text.css, line: theme.lineStrong.css };
    const sheet = pictureSheet(snapshot, choice.overlays, bar, colours);
    const title = imageSaver.suggestedName('').replace(/\.$/, '');
    return choice.format === 'png'
      ? plotPng(document, sheet, theme.page.css, choice.ratio)
      : plotSvgFile(document, sheet, theme.page.css, title);
  }
}
