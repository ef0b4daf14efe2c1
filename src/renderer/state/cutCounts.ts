import type { CatalogueSummary, PeaksSummary } from '../../shared/index.ts';
import { countAbove, type StarField } from './starField.ts';

export interface CutCount {
  readonly value: number;
  /** False only below the kept floor of a huge field, until the engine has counted. */
  readonly exact: boolean;
}

/** How many of an image's maxima lie above a cut: from the kept ones where those suffice, from the catalogue where it
 * is that of this cut, and else from the histogram of all maxima. */
export function countAtCut(
  cut: number,
  peaks: PeaksSummary,
  field: StarField | null,
  catalogue: CatalogueSummary | null,
): CutCount {
  if (field) {
    const above = countAbove(field.normalized, cut);
    if (above < field.count || peaks.kept === peaks.count) return { value: above, exact: true };
  }
  if (catalogue) return { value: catalogue.count, exact: true };
  const { low, high, counts, above } = peaks.histogram;
  const width = (high - low) / counts.length;
  let value = above;
  for (const [bin, count] of counts.entries()) {
    const from = low + bin * width;
    if (from >= cut) value += count;
    else if (from + width > cut && width > 0) value += (count * (from + width - cut)) / width;
  }
  return { value: Math.round(value), exact: false };
}

/** A cut that about the given share of the maxima passes. */
export function cutForShare(share: number, peaks: PeaksSummary, field: StarField | null): number {
  const wanted = Math.floor(share * peaks.count);
  if (field && wanted < field.count) return field.normalized[wanted] ?? peaks.histogram.low;
  const { low, high, counts } = peaks.histogram;
  let above = 0;
  for (let bin = counts.length - 1; bin >= 0; bin--) {
    above += counts[bin] ?? 0;
    if (above >= wanted) return low + (bin * (high - low)) / counts.length;
  }
  return low;
}
