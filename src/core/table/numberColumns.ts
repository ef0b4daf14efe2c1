import type { Column } from './column.ts';

/** A column of doubles; missing ones are NaN. */
export function floatColumn(
  name: string,
  values: Float64Array,
  unit = '',
  description = '',
  ucd = '',
): Column {
  return { info: { name, type: 'float64', unit, ucd, description }, data: { type: 'float64', values } };
}

/** A column of whole numbers, none of them missing. */
export function integerColumn(
  name: string,
  values: Int32Array,
  unit = '',
  description = '',
  ucd = '',
): Column {
  return {
    info: { name, type: 'int32', unit, ucd, description },
    data: { type: 'int32', values, missing: null },
  };
}
