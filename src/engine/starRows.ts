import { starColumns, type StarColumns } from '../core/catalogue/index.ts';
import { pixelPeaksAbove, type PixelMaximaPartial } from '../core/detect/index.ts';
import { readablePlane } from './basePixels.ts';
import type { Work } from './jobTracker.ts';
import { maximaRequest } from './maxima.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { CatalogueValue } from './values.ts';

/** Some rows of a catalogue. */
export type StarRows = StarColumns;

const CHUNK_ROWS = 50_000;
const STREAM_PIXELS = 2 ** 22;

/** All rows of a catalogue in order, in pieces; also those of a huge field that are not at hand. */
export async function* catalogueChunks(
  pool: Pool,
  value: CatalogueValue,
  work: Work,
): AsyncGenerator<StarRows> {
  if (value.stars.x.length < value.count) yield* detectedAgain(pool, value, work);
  else yield* chunksOf(value.stars);
}

function* chunksOf(stars: StarColumns): Generator<StarRows> {
  for (let start = 0; start < stars.x.length; start += CHUNK_ROWS) {
    const end = start + CHUNK_ROWS;
    yield {
      x: stars.x.slice(start, end),
      y: stars.y.slice(start, end),
      value: stars.value.slice(start, end),
      normalized: stars.normalized.slice(start, end),
      ra: stars.ra?.slice(start, end) ?? null,
      dec: stars.dec?.slice(start, end) ?? null,
    };
  }
}

/** Rows of a field with more stars than are kept: found again strip by strip, so that memory stays bounded. */
async function* detectedAgain(pool: Pool, value: CatalogueValue, work: Work): AsyncGenerator<StarRows> {
  const { base, wcs } = value.peaks.image;
  const { window, pixelType } = base;
  const step = Math.max(64, Math.floor(STREAM_PIXELS / window.width / 64) * 64);
  const reductions = [maximaRequest(value.peaks.plateaus, value.threshold, Infinity)];
  for (let y0 = 0; y0 < window.height; y0 += step) {
    const y1 = Math.min(window.height, y0 + step);
    const job = { plane: readablePlane(base), y0, y1, reductions, store: null, control: work.control };
    const [partial] = (await pool.run('pass', job, PRIORITY.asked)) as readonly [PixelMaximaPartial];
    const found = pixelPeaksAbove(partial, window.width, value.threshold, pixelType);
    yield* chunksOf(
      starColumns(found, { originX: window.x0, originY: window.y0, maximum: value.peaks.maximum, wcs }),
    );
  }
}
