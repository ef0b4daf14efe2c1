import { applyMaps } from '../core/image/index.ts';
import type { Facts } from '../core/operations/index.ts';
import { coarsestLevel } from '../shared/pyramid.ts';
import type { CatalogueSummary, ImageSummary, PeaksSummary, StepSummary } from '../shared/index.ts';
import { peakHistogram } from './maxima.ts';
import type { Pool } from './pool.ts';
import type { Work } from './jobTracker.ts';
import type { Tables } from './tables/index.ts';
import { clusteringSummary, tableSummary } from './tableSteps/index.ts';
import type { CatalogueValue, ImageValue, PeaksValue, StepValue } from './values.ts';

/** Bins of the peaks' histogram above the cut slider. */
const PEAK_BINS = 240;

/** What the window needs to know of a value. */
export async function summarise(
  { pool, tables }: { readonly pool: Pool; readonly tables: Tables },
  value: StepValue,
  work: Work,
): Promise<StepSummary> {
  switch (value.kind) {
    case 'image':
      return imageSummary(value);
    case 'peaks':
      return peaksSummary(pool, value, work);
    case 'catalogue':
      return catalogueSummary(value);
    case 'limits':
    case 'histogram':
      return value;
    case 'table':
      return tableSummary(tables, value);
    case 'model':
      return { kind: 'model', result: value.result };
    case 'clustering':
      return clusteringSummary(value);
    case 'analysis':
      return value.summary;
  }
}

/** What the window needs to know of an image; `facts` are what the operation that makes it found of its input. */
export function imageSummary(
  { base, maps, unit, wcs, planes, meaning, warnings }: ImageValue,
  facts: Facts = base.facts.prepared ?? {},
): ImageSummary {
  const { window, pixelType } = base;
  const { minimum, maximum, finite } = base.facts.extrema ?? { minimum: 0, maximum: 0, finite: 0 };
  return {
    kind: 'image',
    width: window.width,
    height: window.height,
    originX: window.x0,
    originY: window.y0,
    pixelsKey: base.key,
    pixelType,
    offset: base.offset,
    levels: coarsestLevel(window.width, window.height),
    maps,
    // Without a finite pixel there are no extremes, and JSON has no NaN.
    minimum: finite === 0 ? 0 : minimum,
    maximum: finite === 0 ? 0 : maximum,
    finite,
    unit,
    wcs,
    planes,
    meaning,
    facts: numbersOf(facts),
    warnings,
  };
}

function numbersOf(facts: Facts): Record<string, number> {
  const numbers = Object.entries(facts).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  );
  return Object.fromEntries(numbers);
}

async function peaksSummary(pool: Pool, value: PeaksValue, work: Work): Promise<PeaksSummary> {
  return {
    kind: 'peaks',
    count: value.fact.count,
    kept: value.fact.kept,
    floor: Math.max(value.fact.floor, -Number.MAX_VALUE),
    maximum: value.maximum,
    histogram: await peakHistogram(pool, value, PEAK_BINS, work),
  };
}

function catalogueSummary({ count, maxima, stars }: CatalogueValue): CatalogueSummary {
  return {
    kind: 'catalogue',
    count,
    rows: stars.x.length,
    maxima,
    columns: catalogueColumnNames(stars.ra !== null),
  };
}

/** The columns of a star catalogue, in the order in which they are written. */
export function catalogueColumnNames(hasSky: boolean): string[] {
  return ['id', 'x', 'y', 'value', 'normalized', ...(hasSky ? ['ra', 'dec'] : [])];
}

/** The image's value at a pixel, after its maps; null where it is missing. */
export function mappedValue({ maps }: ImageValue, value: number): number | null {
  const result = applyMaps(maps, value);
  return Number.isFinite(result) ? result : null;
}
