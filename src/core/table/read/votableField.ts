import type { WarningSink } from '../../errors/index.ts';
import type { ColumnInfo, ColumnType } from '../column.ts';

/** Elements of a fixed array that become columns of their own. */
const MAX_ELEMENTS = 32;

export type Datatype =
  | 'boolean'
  | 'bit'
  | 'unsignedByte'
  | 'short'
  | 'int'
  | 'long'
  | 'char'
  | 'unicodeChar'
  | 'float'
  | 'double'
  | 'floatComplex'
  | 'doubleComplex';

const COLUMN_TYPES: Readonly<Record<Datatype, ColumnType>> = {
  boolean: 'boolean',
  bit: 'boolean',
  unsignedByte: 'int32',
  short: 'int32',
  int: 'int32',
  long: 'int64',
  char: 'text',
  unicodeChar: 'text',
  float: 'float32',
  double: 'float64',
  floatComplex: 'float32',
  doubleComplex: 'float64',
};

/** A FIELD as it is collected from the XML. */
export interface FieldElement {
  readonly name: string;
  readonly datatype: string;
  readonly arraysize: string;
  readonly unit: string;
  readonly ucd: string;
  description: string;
  /** VALUES null="…". */
  nullText: string | null;
}

/** A FIELD as its cells are read. */
export interface VotableField {
  readonly name: string;
  readonly datatype: Datatype;
  /** Elements of a cell; null where each cell has its own number. */
  readonly length: number | null;
  /** Numbers in an element: 2 for complex ones. */
  readonly parts: 1 | 2;
  readonly nullText: string | null;
  /** The columns it becomes: the first elements of a fixed array, else one. */
  readonly columns: readonly ColumnInfo[];
  /** The cell is one text: characters, bits, and arrays whose length varies. */
  readonly asText: boolean;
}

/** How the cells of a FIELD are read; a datatype that is not known is read as text, with a warning. */
export function votableField(element: FieldElement, place: number, warn: WarningSink): VotableField {
  const name = element.name === '' ? `column ${place + 1}` : element.name;
  const known = Object.hasOwn(COLUMN_TYPES, element.datatype);
  if (!known)
    warn({
      code: 'unknown-datatype',
      message: `Column '${name}': the datatype '${element.datatype}' is not known; its cells are read as text.`,
    });
  const datatype = known ? (element.datatype as Datatype) : 'char';
  const length = known ? arrayLength(element.arraysize) : null;
  const parts = datatype.endsWith('Complex') ? 2 : 1;
  const isArray = length !== 1;
  const asText =
    datatype === 'char' || datatype === 'unicodeChar' || (datatype === 'bit' && isArray) || length === null;
  if (!asText && length > MAX_ELEMENTS)
    warn({
      code: 'long-vector-column',
      message: `Column '${name}' has ${length} elements in each row; the first ${MAX_ELEMENTS} were read.`,
    });
  const info = (suffix: string): ColumnInfo => ({
    name: name + suffix,
    type: asText ? 'text' : COLUMN_TYPES[datatype],
    unit: element.unit,
    ucd: element.ucd,
    description: element.description,
  });
  const columns: ColumnInfo[] = [];
  const shown = asText ? 1 : Math.min(length, MAX_ELEMENTS);
  for (let i = 1; i <= shown; i++) {
    const suffix = shown === 1 ? '' : `[${i}]`;
    if (asText || parts === 1) columns.push(info(suffix));
    else columns.push(info(`${suffix}.re`), info(`${suffix}.im`));
  }
  return { name, datatype, length, parts, nullText: element.nullText, columns, asText };
}

/** The number of elements an arraysize stands for; null where it varies. */
function arrayLength(arraysize: string): number | null {
  if (arraysize.trim() === '') return 1;
  const axes = arraysize.trim().split('x');
  if (!axes.every((axis) => /^\d{1,9}$/.test(axis))) return null;
  const length = axes.reduce((product, axis) => product * Number(axis), 1);
  return length > 0 && Number.isSafeInteger(length) ? length : null;
}
