import type { Column } from '../table/index.ts';

export function floatColumn(
  name: string,
  values: Float64Array,
  unit: string,
  description: string,
  ucd = '',
): Column {
  return { info: { name, type: 'float64', unit, ucd, description }, data: { type: 'float64', values } };
}

export function integerColumn(name: string, values: Int32Array, unit: string, description: string): Column {
  return {
    info: { name, type: 'int32', unit, ucd: '', description },
    data: { type: 'int32', values, missing: null },
  };
}
