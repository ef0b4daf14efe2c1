import type { Column } from '../table/index.ts';

interface Meaning {
  readonly unit?: string;
  readonly ucd?: string;
  readonly description?: string;
}

/** A column of doubles. */
export function floatColumn(name: string, values: Float64Array, meaning: Meaning = {}): Column {
  return { info: infoOf(name, 'float64', meaning), data: { type: 'float64', values } };
}

/** A column of whole numbers, none of them missing. */
export function integerColumn(name: string, values: Int32Array, meaning: Meaning = {}): Column {
  return { info: infoOf(name, 'int32', meaning), data: { type: 'int32', values, missing: null } };
}

function infoOf(name: string, type: 'float64' | 'int32', meaning: Meaning): Column['info'] {
  return { name, type, unit: '', ucd: '', description: '', ...meaning };
}
