import { floatColumn, type Column } from '../../table/index.ts';
import { icrsOfPixels } from '../../wcs/index.ts';
import type { Frame, MeasuredTable } from '../imageJobs.ts';

interface Places {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly value: Float64Array;
}

/** A table of places in an image: x and y as 1-based pixels of the whole image, `value`, ra and dec where the image has sky
 * coordinates, and whatever else was measured there. */
export function featureTable(
  { x, y, value }: Places,
  frame: Frame,
  valueDescription: string,
  more: readonly Column[] = [],
): MeasuredTable {
  const count = value.length;
  const pixelX = Float64Array.from({ length: count }, (_, i) => x[i]! + frame.originX + 1);
  const pixelY = Float64Array.from({ length: count }, (_, i) => y[i]! + frame.originY + 1);
  return {
    columns: [
      floatColumn('x', pixelX, 'pix', 'Column, from 1', 'pos.cartesian.x'),
      floatColumn('y', pixelY, 'pix', 'Row, from 1', 'pos.cartesian.y'),
      floatColumn('value', value, '', valueDescription),
      ...more,
      ...skyColumns(pixelX, pixelY, frame),
    ],
  };
}

function skyColumns(x: Float64Array, y: Float64Array, { wcs }: Frame): Column[] {
  if (wcs === null) return [];
  const { ra, dec } = icrsOfPixels(wcs, x, y);
  return [
    floatColumn('ra', ra, 'deg', 'Right ascension, ICRS', 'pos.eq.ra'),
    floatColumn('dec', dec, 'deg', 'Declination, ICRS', 'pos.eq.dec'),
  ];
}
