import path from 'node:path';
import { AppError, type Warning } from '../core/errors/index.ts';
import type { Recipe } from '../shared/index.ts';
import { withoutMaps } from './computedImage.ts';
import type { EngineParts } from './engine.ts';
import { writeImageAs, type ImageFormat } from './exportPicture.ts';
import { imageOrigin } from './imageOrigin.ts';
import { silentWork, type Work } from './jobTracker.ts';
import type { Handlers } from './router.ts';
import { temporaryDownload } from './temporaryDownload.ts';

const TYPES: Readonly<Record<ImageFormat, string>> = {
  fits: 'application/fits',
  tiff: 'image/tiff',
  png: 'image/png',
};

/** The engine's side of writing images: to a chosen file, or as a download. */
export function imageFileHandlers(
  parts: EngineParts,
  recipeOf: (window: string) => Recipe,
): Pick<Handlers, 'imageExport' | 'imageDownload'> {
  const { pool, pixels, evaluator, sources, jobs, handles } = parts;

  const write = async (
    recipe: Recipe,
    step: string,
    format: ImageFormat,
    target: string,
    work: Work,
  ): Promise<{ readonly rows: number; readonly warnings: readonly Warning[] }> => {
    const { value } = await evaluator.evaluate(recipe, step, work, { load: false, made: true });
    if (value.kind !== 'image')
      throw new AppError('bad-argument', `Step "${step}" gives ${value.kind}, not an image.`);
    const image = withoutMaps(pixels, value);
    await pixels.planes({ image: image.base }, work);
    const inputs = await sources.inputPaths();
    const origin = await imageOrigin(parts, recipe, step);
    const warnings = await writeImageAs(pool, image, { target, format, inputs, origin }, work);
    return { rows: image.base.window.height, warnings };
  };

  return {
    imageExport({ step, format, target }, window) {
      const file = handles.takeTarget(target);
      const recipe = recipeOf(window);
      const job = jobs.start(
        async (work) => {
          const { rows, warnings } = await write(recipe, step, format, file, work);
          return { job: 'export', name: path.basename(file), rows, guarded: 0, warnings };
        },
        (event) => parts.send(window, event),
      );
      return { job };
    },
    async imageDownload({ step, format }, window) {
      return temporaryDownload(`image.${format}`, TYPES[format], (file) =>
        write(recipeOf(window), step, format, file, silentWork()),
      );
    },
  };
}
