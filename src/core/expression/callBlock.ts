import { atan2 } from '../math/index.ts';
import { skyDistance } from '../table/index.ts';
import {
  BLOCK,
  booleanBlock,
  constantBlock,
  finite,
  numberBlock,
  textBlock,
  UNKNOWN,
  type Block,
  type NumberBlock,
} from './block.ts';
import { DEGREES_PER_RADIAN, PI, type UnaryFunction } from './functions.ts';
import { UNARY_VALUES } from './functionValues.ts';
import { lowerText, textLength, upperText } from './textValues.ts';

/** A function's call on the blocks of its arguments, whose types are right. */
export function callBlock(name: string, args: readonly Block[]): Block {
  if (Object.hasOwn(UNARY_VALUES, name)) {
    const value = UNARY_VALUES[name as UnaryFunction];
    return fromNumbers(args, ([x], i) => value(x![i]!));
  }
  switch (name) {
    case 'pi':
      return constantBlock(PI);
    case 'atan2':
      return fromNumbers(args, ([y, x], i) => atan2(y![i]!, x![i]!));
    case 'atan2d':
      return fromNumbers(args, ([y, x], i) => atan2(y![i]!, x![i]!) * DEGREES_PER_RADIAN);
    case 'hypot':
      return fromNumbers(args, ([x, y], i) => Math.sqrt(x![i]! * x![i]! + y![i]! * y![i]!));
    case 'angdist':
      return fromNumbers(args, ([a, b, c, d], i) => skyDistance(a![i]!, b![i]!, c![i]!, d![i]!));
    case 'min':
    case 'max':
      return fromNumbers(args, (columns, i) => {
        let best = columns[0]![i]!;
        // NaN stays the best, and a NaN met becomes it.
        for (let k = 1; k < columns.length; k++) {
          const other = columns[k]![i]!;
          if (other !== other || (name === 'min' ? other < best : other > best)) best = other;
        }
        return best;
      });
    case 'if':
      return chosen(args, args.slice(1), (i) => ((args[0]!.out as Uint8Array)[i] === 1 ? 0 : 1));
    case 'coalesce':
      return chosen(args, args, (i) => {
        const known = args.findIndex((argument) => !isMissing(argument, i));
        return known < 0 ? args.length - 1 : known;
      });
    case 'length':
      return fromTexts(args[0]!, numberBlock, (text) => (text === null ? NaN : textLength(text)));
    default: {
      const change = name === 'lower' ? lowerText : upperText;
      return fromTexts(args[0]!, textBlock, (text) => (text === null ? null : change(text)));
    }
  }
}

export function isMissing(block: Block, i: number): boolean {
  if (block.type === 'number') return block.out[i] !== block.out[i];
  return block.type === 'text' ? block.out[i] === null : block.out[i] === UNKNOWN;
}

export function fromNumbers(
  args: readonly Block[],
  value: (columns: readonly Float64Array[], i: number) => number,
): NumberBlock {
  const columns = args.map((argument) => argument.out as Float64Array);
  return numberBlock((out, start, count) => {
    for (const argument of args) argument.run(start, count);
    for (let i = 0; i < count; i++) out[i] = finite(value(columns, i));
  });
}

function fromTexts<T, B extends Block>(
  argument: Block,
  make: (fill: (out: { [i: number]: T }, start: number, count: number) => void) => B,
  value: (text: string | null) => T,
): B {
  return make((out, start, count) => {
    argument.run(start, count);
    for (let i = 0; i < count; i++) out[i] = value(argument.out[i] as string | null);
  });
}

/** In each row one of the candidates' values. */
function chosen(args: readonly Block[], candidates: readonly Block[], pick: (i: number) => number): Block {
  const fill = (out: { [i: number]: unknown }, start: number, count: number): void => {
    for (const argument of args) argument.run(start, count);
    for (let i = 0; i < Math.min(count, BLOCK); i++) out[i] = candidates[pick(i)]!.out[i];
  };
  const { type } = candidates[0]!;
  return type === 'number' ? numberBlock(fill) : type === 'text' ? textBlock(fill) : booleanBlock(fill);
}
