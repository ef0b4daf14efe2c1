import { starColumns, type StarColumns } from '../core/catalogue/index.ts';
import { rawThresholdForCut } from '../core/detect/index.ts';
import { AppError } from '../core/errors/index.ts';
import { exactPlane } from './basePixels.ts';
import type { Work } from './jobTracker.ts';
import { keptPeaksAbove, maximaAbove } from './maxima.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { CatalogueValue, PeaksValue } from './values.ts';

/** Rows whose columns are made on the spot; more are made in the pool, so that the window is answered meanwhile. */
const INLINE_ROWS = 20_000;

/** The maxima above a cut, as catalogue columns ordered by y, then x.
 *
 * A cut below the faintest kept maximum of a huge field detects again with that cut; then `count` is exact and the
 * rows at hand are the brightest ones. */
export async function starCatalogue(
  pool: Pool,
  peaks: PeaksValue,
  cut: number,
  work: Work,
): Promise<CatalogueValue> {
  const { image, maximum } = peaks;
  const { base } = image;
  refuseOtherMaps(peaks);
  const threshold = rawThresholdForCut(cut, maximum, base.pixelType);
  const again = threshold < peaks.fact.floor ? await maximaAbove(pool, peaks, threshold, work) : null;
  const fact = again?.fact ?? peaks.fact;
  const found = keptPeaksAbove(fact, base.window.width, threshold, base.pixelType);
  const context = {
    originX: base.window.x0,
    originY: base.window.y0,
    maximum,
    wcs: image.wcs,
  };
  const stars: StarColumns =
    found.x.length <= INLINE_ROWS
      ? starColumns(found, context)
      : await pool.run('starColumns', { ...found, ...context }, PRIORITY.asked);
  return {
    kind: 'catalogue',
    count: again?.passing ?? found.x.length,
    maxima: peaks.fact.count,
    threshold,
    stars,
    pixelType: base.pixelType,
    exact: exactPlane(base),
    peaks,
  };
}

export function catalogueBytes({ stars }: CatalogueValue): number {
  return stars.x.byteLength * (stars.ra ? 6 : 4);
}

/** The cut is one of the book's normalised value; on another image it would mean something else. */
function refuseOtherMaps({ image }: PeaksValue): void {
  if (image.maps.length === 1 && image.maps[0]!.map === 'arcsinh-normalise') return;
  throw new AppError('not-supported', 'The flux cut needs the maxima of a book-normalised image.', {
    remedy: 'Put book-normalise before local-maxima.',
  });
}
