/** Rows worked on at a time. */
export const BLOCK = 4096;
/** A truth value that is not known. */
export const UNKNOWN = 2;

interface Run {
  /** Fills `out` with the values of rows `start` … `start + count - 1`. */
  readonly run: (start: number, count: number) => void;
}
/** Missing: NaN; never an infinity. */
export type NumberBlock = Run & { readonly type: 'number'; readonly out: Float64Array };
/** 0, 1 or UNKNOWN. */
export type BooleanBlock = Run & { readonly type: 'boolean'; readonly out: Uint8Array };
/** Missing: null. */
export type TextBlock = Run & { readonly type: 'text'; readonly out: (string | null)[] };
export type Block = NumberBlock | BooleanBlock | TextBlock;

export function numberBlock(fill: (out: Float64Array, start: number, count: number) => void): NumberBlock {
  const out = new Float64Array(BLOCK);
  return { type: 'number', out, run: (start, count) => fill(out, start, count) };
}

export function booleanBlock(fill: (out: Uint8Array, start: number, count: number) => void): BooleanBlock {
  const out = new Uint8Array(BLOCK);
  return { type: 'boolean', out, run: (start, count) => fill(out, start, count) };
}

export function textBlock(fill: (out: (string | null)[], start: number, count: number) => void): TextBlock {
  const out = new Array<string | null>(BLOCK).fill(null);
  return { type: 'text', out, run: (start, count) => fill(out, start, count) };
}

/** The same value in every row. */
export function constantBlock(value: number | string | boolean): Block {
  const nothing = (): void => undefined;
  if (typeof value === 'number')
    return { type: 'number', out: new Float64Array(BLOCK).fill(value), run: nothing };
  if (typeof value === 'string')
    return { type: 'text', out: new Array<string>(BLOCK).fill(value), run: nothing };
  return { type: 'boolean', out: new Uint8Array(BLOCK).fill(value ? 1 : 0), run: nothing };
}

/** A missing value of a type in every row. */
export function missingBlock(type: Block['type']): Block {
  const nothing = (): void => undefined;
  if (type === 'number') return { type, out: new Float64Array(BLOCK).fill(NaN), run: nothing };
  if (type === 'text') return { type, out: new Array<null>(BLOCK).fill(null), run: nothing };
  return { type, out: new Uint8Array(BLOCK).fill(UNKNOWN), run: nothing };
}

/** A result that is not finite is missing. Applied where one may arise. */
export function finite(value: number): number {
  return value - value === 0 ? value : NaN;
}
