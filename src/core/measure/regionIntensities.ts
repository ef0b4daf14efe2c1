import { AppError } from '../errors/index.ts';
import type { WholeImage } from '../strips/index.ts';
import { floatColumn, type Column } from '../table/index.ts';
import { labelColumns, positionColumns, type ImagePlace } from './labelColumns.ts';
import { regionMoments } from './regionMoments.ts';
import { regionsOf, type Regions } from './regions.ts';

/** What an image holds in each region of another one of the same size.
 *
 * Method: two looks: number, sum, extremes and first moments; then squares of differences from the mean. The weighted
 *         centroid is Σ I x / Σ I.
 * Shape:  labels (or a binary image, see `regionsOf`) and intensities in; a row for each region, in the order of labels.
 * Units:  those of the intensities; 1-based pixels of the whole image; the sky in ICRS degrees.
 * Non-finite and masked: intensities that are NaN or infinite are left out, and not counted in `pixels`; all values of a
 *         region without others are missing, and the weighted centroid of one whose sum is 0.
 * Errors: bad-argument where the sizes differ, or a pixel is no label.
 * Cost:   O(pixels); 12 bytes a run of pixels.
 * Source: scikit-image 0.19, measure.regionprops_table; numpy.std.
 * Checked against: those, 1e-9 relative (test/data/references/morphology.json). */
export function regionIntensities(
  labels: WholeImage,
  intensity: WholeImage,
  place: ImagePlace,
  progress: (share: number) => void,
): Column[] {
  if (labels.width !== intensity.width || labels.height !== intensity.height)
    throw new AppError(
      'bad-argument',
      `The labels have ${labels.width} x ${labels.height} pixels, the intensities ` +
        `${intensity.width} x ${intensity.height}; both must be the same.`,
      { remedy: 'Label the image that is to be measured, or take the same section of both.' },
    );
  const regions = regionsOf(labels, (share) => progress(0.5 * share));
  const moments = regionMoments(regions);
  progress(0.6);
  const sums = firstSums(regions, intensity, moments.xMin, moments.yMin);
  progress(0.8);
  const mean = sums.sum.map((sum, i) => sum / sums.pixels[i]!);
  const std = deviations(regions, intensity, mean).map((squares, i) => Math.sqrt(squares / sums.pixels[i]!));
  const orMissing = (values: Float64Array) =>
    values.map((value, i) => (sums.pixels[i] === 0 ? Number.NaN : value));
  const weighted = (moment: Float64Array, least: Int32Array) =>
    moment.map((value, i) => (sums.sum[i] === 0 ? Number.NaN : least[i]! + value / sums.sum[i]!));
  const x = weighted(sums.x, moments.xMin);
  const y = weighted(sums.y, moments.yMin);
  return [
    ...labelColumns(regions.labels, moments, place),
    floatColumn('pixels', sums.pixels, '', 'pixels of the region that are not missing'),
    floatColumn('sum', orMissing(sums.sum), '', 'sum of the intensities'),
    floatColumn('mean', mean, '', 'mean intensity (intensity_mean)'),
    floatColumn('std', std, '', 'standard deviation, divided by the number of pixels'),
    floatColumn('min', orMissing(sums.min), '', 'smallest intensity (intensity_min)'),
    floatColumn('max', orMissing(sums.max), '', 'largest intensity (intensity_max)'),
    ...positionColumns('weighted_', x, y, place, 'centroid_weighted'),
  ];
}

/** First moments are relative to (xMin, yMin) of each region. */
function firstSums(
  { width, height, runs, of, count }: Regions,
  { pixels: values }: WholeImage,
  xMin: Int32Array,
  yMin: Int32Array,
) {
  const column = () => new Float64Array(count);
  const [pixels, sum, x, y] = [column(), column(), column(), column()];
  const min = column().fill(Infinity);
  const max = column().fill(-Infinity);
  for (let row = 0; row < height; row++) {
    for (let run = runs.rowStart[row]!; run < runs.rowStart[row + 1]!; run++) {
      const region = of[run]!;
      const from = runs.start[run]!;
      const end = runs.end[run]!;
      for (let at = from; at < end; at++) {
        const value = values[row * width + at]!;
        if (!Number.isFinite(value)) continue;
        pixels[region]!++;
        sum[region]! += value;
        x[region]! += value * (at - xMin[region]!);
        y[region]! += value * (row - yMin[region]!);
        if (value < min[region]!) min[region] = value;
        if (value > max[region]!) max[region] = value;
      }
    }
  }
  return { pixels, sum, x, y, min, max };
}

/** Sums of squares of differences from the mean. */
function deviations(
  { width, height, runs, of, count }: Regions,
  { pixels }: WholeImage,
  mean: Float64Array,
): Float64Array {
  const squares = new Float64Array(count);
  for (let row = 0; row < height; row++) {
    for (let run = runs.rowStart[row]!; run < runs.rowStart[row + 1]!; run++) {
      const region = of[run]!;
      const end = row * width + runs.end[run]!;
      for (let at = row * width + runs.start[run]!; at < end; at++) {
        const difference = pixels[at]! - mean[region]!;
        if (Number.isFinite(difference)) squares[region]! += difference * difference;
      }
    }
  }
  return squares;
}
