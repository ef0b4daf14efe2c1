import type { Column } from '../../table/index.ts';
import { skyFromPixel, toIcrs } from '../../wcs/index.ts';
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
      numberColumn('x', pixelX, 'pix', 'Column, from 1', 'pos.cartesian.x'),
      numberColumn('y', pixelY, 'pix', 'Row, from 1', 'pos.cartesian.y'),
      numberColumn('value', value, '', valueDescription),
      ...more,
      ...skyColumns(pixelX, pixelY, frame),
    ],
  };
}

export function numberColumn(
  name: string,
  values: Float64Array,
  unit: string,
  description: string,
  ucd = '',
): Column {
  return { info: { name, type: 'float64', unit, ucd, description }, data: { type: 'float64', values } };
}

function skyColumns(x: Float64Array, y: Float64Array, { wcs }: Frame): Column[] {
  if (wcs === null) return [];
  const ra = new Float64Array(x.length).fill(NaN);
  const dec = new Float64Array(x.length).fill(NaN);
  for (let i = 0; i < x.length; i++) {
    const native = skyFromPixel(wcs, x[i]!, y[i]!);
    const sky = native && toIcrs(wcs, native.lon, native.lat);
    if (!sky) continue;
    ra[i] = sky.ra;
    dec[i] = sky.dec;
  }
  return [
    numberColumn('ra', ra, 'deg', 'Right ascension, ICRS', 'pos.eq.ra'),
    numberColumn('dec', dec, 'deg', 'Declination, ICRS', 'pos.eq.dec'),
  ];
}
