import type { WholeImage } from '../strips/index.ts';
import { floatColumn, integerColumn, type Column } from '../table/index.ts';
import { convexArea } from './convexArea.ts';
import { ellipseOf } from './ellipse.ts';
import { labelColumns, type ImagePlace } from './labelColumns.ts';
import { regionMoments } from './regionMoments.ts';
import { regionOutline } from './regionOutline.ts';
import { regionsOf } from './regions.ts';

/** Place, size and shape of each region of an image of labels, or of each object of a binary image.
 *
 * Method: see `regionsOf`, `regionMoments`, `ellipseOf`, `regionOutline` and `convexArea`.
 * Shape:  an image in; a row for each region, in the order of labels.
 * Units:  1-based pixels of the whole image; pixels; degrees, orientation from +x towards +y; the sky in ICRS degrees.
 * Non-finite: NaN and infinities belong to no region.
 * Errors: bad-argument where a pixel is no label (see `regionsOf`).
 * Cost:   O(pixels); 5 bytes a pixel and 32 a run of pixels.
 * Source: scikit-image 0.19, measure.regionprops_table.
 * Checked against: that, 1e-9 relative (test/data/references/morphology.json). */
export function regionProperties(
  image: WholeImage,
  place: ImagePlace,
  progress: (share: number) => void,
): Column[] {
  const regions = regionsOf(image, (share) => progress(0.4 * share));
  const moments = regionMoments(regions);
  progress(0.5);
  const { perimeter, eulerNumber } = regionOutline(regions);
  progress(0.8);
  const convex = convexArea(regions);
  const { area, xMin, xMax, yMin, yMax, xx, xy, yy } = moments;
  const column = () => new Float64Array(regions.count);
  const [major, minor, eccentricity, orientation] = [column(), column(), column(), column()];
  const [diameter, extent, solidity] = [column(), column(), column()];
  for (let i = 0; i < regions.count; i++) {
    const ellipse = ellipseOf(xx[i]!, xy[i]!, yy[i]!);
    major[i] = ellipse.major;
    minor[i] = ellipse.minor;
    eccentricity[i] = ellipse.eccentricity;
    orientation[i] = ellipse.orientationDeg;
    diameter[i] = Math.sqrt((4 * area[i]!) / Math.PI);
    extent[i] = area[i]! / ((xMax[i]! - xMin[i]! + 1) * (yMax[i]! - yMin[i]! + 1));
    solidity[i] = area[i]! / convex[i]!;
  }
  const from1 = (values: Int32Array, origin: number) => values.map((value) => value + origin + 1);
  return [
    ...labelColumns(regions.labels, moments, place),
    integerColumn('xmin', from1(xMin, place.originX), 'pixel', 'first column (bbox)'),
    integerColumn('xmax', from1(xMax, place.originX), 'pixel', 'last column (bbox)'),
    integerColumn('ymin', from1(yMin, place.originY), 'pixel', 'first row (bbox)'),
    integerColumn('ymax', from1(yMax, place.originY), 'pixel', 'last row (bbox)'),
    floatColumn(
      'major_axis',
      major,
      'pixel',
      'of the ellipse of the same second moments (axis_major_length)',
    ),
    floatColumn(
      'minor_axis',
      minor,
      'pixel',
      'of the ellipse of the same second moments (axis_minor_length)',
    ),
    floatColumn('eccentricity', eccentricity, '', 'of that ellipse, 0 for a circle (eccentricity)'),
    floatColumn('orientation', orientation, 'deg', 'of the major axis, from +x counter-clockwise, y up'),
    floatColumn('perimeter', perimeter, 'pixel', 'length of the outline (perimeter)'),
    floatColumn(
      'equivalent_diameter',
      diameter,
      'pixel',
      'of a circle of the same area (equivalent_diameter_area)',
    ),
    floatColumn('extent', extent, '', 'share of the bounding box that is filled (extent)'),
    floatColumn('convex_area', convex, 'pixel**2', 'pixels of the convex hull (area_convex)'),
    floatColumn('solidity', solidity, '', 'share of the convex hull that is filled (solidity)'),
    integerColumn('euler_number', eulerNumber, '', 'objects less holes, 8-connected (euler_number)'),
  ];
}
