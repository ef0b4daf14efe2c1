import path from 'node:path';
import { invariant } from '../../core/errors/index.ts';
import {
  catalogueChunks,
  PRIORITY,
  silentWork,
  writeCatalogue,
  type CatalogueValue,
  type Pool,
} from '../../engine/index.ts';
import { applyAction } from '../../shared/index.ts';
import { imageDocument, STEPS } from '../imageRecipe.ts';
import { printJson } from '../output.ts';
import { withFile } from '../session.ts';
import { UsageError } from '../usageError.ts';

/** `asterism stars`: local maxima of the book's normalised image above a cut. */
export async function stars(
  argument: string,
  options: {
    readonly fluxCut: number;
    readonly plateaus: string;
    readonly output?: string;
    readonly json?: boolean;
  },
): Promise<void> {
  const { output } = options;
  if (output !== undefined && path.extname(output).toLowerCase() !== '.csv')
    throw new UsageError(
      `The catalogue is written as CSV; give -o a name that ends in .csv, not "${output}".`,
    );
  await withFile(argument, async ({ parts, handle, open, imageHdu, section, source }) => {
    const hdu = imageHdu();
    await source(hdu);
    const opened = imageDocument(handle, hdu.index, section(hdu));
    const withPlateaus = applyAction(opened, {
      type: 'set-params',
      step: STEPS.maxima,
      params: { plateaus: options.plateaus },
    });
    const document = applyAction(withPlateaus, {
      type: 'set-params',
      step: STEPS.cut,
      params: { flux_cut: options.fluxCut },
    });
    const work = silentWork();
    const { value } = await parts.evaluator.evaluate(document.recipe, STEPS.cut, work, {
      load: false,
      onlyAboveCut: true,
    });
    invariant(value.kind === 'catalogue', 'stars gives a catalogue');
    if (output !== undefined) await writeCatalogue(parts.pool, value, output, [open.file.path], work);
    if (options.json) printJson(await catalogueJson(parts.pool, value));
    else
      process.stdout.write(
        `${value.count} of ${value.maxima} local maxima are above the cut of ${options.fluxCut}.\n`,
      );
  });
}

async function catalogueJson(pool: Pool, value: CatalogueValue): Promise<object> {
  const { width, height } = value.peaks.image.base.window;
  const list: object[] = [];
  for await (const rows of catalogueChunks(pool, value, silentWork())) {
    const texts = value.exact ? await exactTexts(pool, value, rows) : null;
    for (let i = 0; i < rows.x.length; i++)
      list.push({
        id: list.length + 1,
        x: rows.x[i],
        y: rows.y[i],
        value: texts ? BigInt(texts[i]!) : rows.value[i],
        normalized: rows.normalized[i],
        ...(rows.ra && rows.dec ? { ra: rows.ra[i], dec: rows.dec[i] } : {}),
      });
  }
  return { width, height, method: 'local-maxima', maxima: value.maxima, count: value.count, stars: list };
}

async function exactTexts(
  pool: Pool,
  { exact }: CatalogueValue,
  rows: { readonly x: Float64Array; readonly y: Float64Array; readonly value: Float64Array },
): Promise<readonly string[] | null> {
  if (!exact || exact.encoding.bscale !== 1 || exact.encoding.bzeroExact === null) return null;
  const { window } = exact;
  const x = rows.x.map((column) => column - 1 - window.x0);
  const y = rows.y.map((row) => row - 1 - window.y0);
  return pool.run('pixelTexts', { plane: exact, x, y, value: rows.value }, PRIORITY.asked);
}
