import { floatColumn, integerColumn, type Column } from '../table/index.ts';
import { icrsOfPixels, type Wcs } from '../wcs/index.ts';
import type { RegionMoments } from './regionMoments.ts';

/** Where an image lies in the one that its WCS belongs to; see Frame in core/operations. */
export interface ImagePlace {
  readonly originX: number;
  readonly originY: number;
  readonly wcs: Wcs | null;
}

/** The columns every table of regions begins with: label, area, centroid, and its place on the sky. */
export function labelColumns(labels: Int32Array, { area, x, y }: RegionMoments, place: ImagePlace): Column[] {
  return [
    integerColumn('label', labels, '', 'number of the region (label)'),
    floatColumn('area', area, 'pixel**2', 'number of pixels (area)'),
    ...positionColumns('', x, y, place, 'centroid'),
  ];
}

/** Positions as 1-based pixels of the whole image, and in degrees (ICRS) where there is a WCS. */
export function positionColumns(
  prefix: string,
  x: Float64Array,
  y: Float64Array,
  { originX, originY, wcs }: ImagePlace,
  meaning: string,
): Column[] {
  const xs = x.map((value) => value + originX + 1);
  const ys = y.map((value) => value + originY + 1);
  const note = `${meaning}, first pixel 1 (${meaning})`;
  const columns = [
    floatColumn(`${prefix}x`, xs, 'pixel', note, 'pos.cartesian.x;instr.det'),
    floatColumn(`${prefix}y`, ys, 'pixel', note, 'pos.cartesian.y;instr.det'),
  ];
  if (!wcs) return columns;
  const { ra, dec } = icrsOfPixels(wcs, xs, ys);
  return [
    ...columns,
    floatColumn(`${prefix}ra`, ra, 'deg', `ICRS, of the ${meaning}`, 'pos.eq.ra'),
    floatColumn(`${prefix}dec`, dec, 'deg', `ICRS, of the ${meaning}`, 'pos.eq.dec'),
  ];
}
