import { pow } from '../math/index.ts';
import type { ColumnData } from '../table/index.ts';
import {
  booleanBlock,
  constantBlock,
  finite,
  missingBlock,
  numberBlock,
  type Block,
  type NumberBlock,
} from './block.ts';
import { callBlock, fromNumbers, isMissing } from './callBlock.ts';
import { checkTypes, comparesExactly, type ColumnTypes } from './checkExpression.ts';
import { columnBlock } from './columnBlock.ts';
import {
  betweenBlock,
  comparisonBlock,
  exactBlock,
  exactHolds,
  exactValue,
  inBlock,
  textTestBlock,
  type Comparison,
} from './comparisonBlock.ts';
import type { BinaryNode, CallNode, Expression, ExpressionType } from './expression.ts';

type Columns = ReadonlyMap<string, ColumnData>;

const MIRRORED: Record<Comparison, Comparison> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** A checked tree as something that fills blocks of values; `type` is what a null stands for. */
export function compileBlock(node: Expression, columns: Columns, type: ExpressionType): Block {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return constantBlock(node.value);
    case 'null':
      return missingBlock(type);
    case 'column':
      return columnBlock(columns.get(node.name)!);
    case 'unary': {
      const of = compileBlock(node.of, columns, node.op === '-' ? 'number' : 'boolean');
      if (node.op === '-') return fromNumbers([of], ([x], i) => -x![i]!);
      return booleanBlock((out, start, count) => {
        of.run(start, count);
        for (let i = 0; i < count; i++) out[i] = of.out[i] === 1 ? 0 : 1;
      });
    }
    case 'binary':
      return binaryBlock(node, columns);
    case 'between': {
      const { low, high, negated = false } = node;
      if (comparesExactly(node.of, [low, high], typesOf(columns))) {
        const from = exactValue(low);
        const to = exactValue(high);
        return exactBlock(cellsOf(node.of, columns), (cell) => (cell >= from && cell <= to) !== negated);
      }
      const [a, b, c] = [node.of, low, high].map((part) => compileBlock(part, columns, 'number'));
      return betweenBlock(a!, b!, c!, negated);
    }
    case 'in': {
      const { list, negated = false } = node;
      if (comparesExactly(node.of, list, typesOf(columns))) {
        const wanted = new Set(list.map(exactValue));
        return exactBlock(cellsOf(node.of, columns), (cell) => wanted.has(cell) !== negated);
      }
      return inBlock(compileBlock(node.of, columns, 'number'), list, negated);
    }
    case 'missing': {
      const of = compileBlock(node.of, columns, 'number');
      const { negated = false } = node;
      return booleanBlock((out, start, count) => {
        of.run(start, count);
        for (let i = 0; i < count; i++) out[i] = isMissing(of, i) !== negated ? 1 : 0;
      });
    }
    case 'call':
      return callBlock(node.name, argumentBlocks(node, columns, type));
  }
}

function binaryBlock(node: BinaryNode, columns: Columns): Block {
  const { op, left, right, negated = false } = node;
  switch (op) {
    case 'like':
    case 'contains':
    case 'startswith':
    case 'endswith':
      return textTestBlock(
        op,
        compileBlock(left, columns, 'text'),
        compileBlock(right, columns, 'text'),
        negated,
      );
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const types = typesOf(columns);
      if (comparesExactly(left, [right], types)) {
        const other = exactValue(right);
        return exactBlock(cellsOf(left, columns), (cell) => exactHolds(op, cell, other));
      }
      if (comparesExactly(right, [left], types)) {
        const other = exactValue(left);
        return exactBlock(cellsOf(right, columns), (cell) => exactHolds(MIRRORED[op], cell, other));
      }
      return comparisonBlock(
        op,
        compileBlock(left, columns, 'number'),
        compileBlock(right, columns, 'number'),
      );
    }
    case 'and':
    case 'or': {
      const a = compileBlock(left, columns, 'boolean');
      const b = compileBlock(right, columns, 'boolean');
      return booleanBlock((out, start, count) => {
        a.run(start, count);
        b.run(start, count);
        const needed = op === 'and' ? 2 : 1;
        for (let i = 0; i < count; i++) {
          out[i] = (a.out[i] === 1 ? 1 : 0) + (b.out[i] === 1 ? 1 : 0) >= needed ? 1 : 0;
        }
      });
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '^': {
      const a = compileBlock(left, columns, 'number') as NumberBlock;
      return arithmeticBlock(op, a, compileBlock(right, columns, 'number') as NumberBlock);
    }
  }
}

const ARITHMETIC: Record<'+' | '-' | '*' | '/' | '%' | '^', (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  // A missing operand gives missing, where pow would take 1 and 0 for certain.
  '^': (a, b) => (a !== a || b !== b ? NaN : pow(a, b)),
};

function arithmeticBlock(op: keyof typeof ARITHMETIC, a: NumberBlock, b: NumberBlock): NumberBlock {
  const value = ARITHMETIC[op];
  const x = a.out;
  const y = b.out;
  return numberBlock((out, start, count) => {
    a.run(start, count);
    b.run(start, count);
    for (let i = 0; i < count; i++) out[i] = finite(value(x[i]!, y[i]!));
  });
}

/** Arguments in which a null takes the type of the others. */
function argumentBlocks(node: CallNode, columns: Columns, type: ExpressionType): Block[] {
  const types = typesOf(columns);
  const open = node.name === 'if' ? node.args.slice(1) : node.args;
  const typed = open.find((argument) => !isNull(argument, types));
  const wanted = typed === undefined ? type : checkTypes(typed, types);
  return node.args.map((argument, i) =>
    compileBlock(argument, columns, node.name === 'if' && i === 0 ? 'boolean' : wanted),
  );
}

/** Whether nothing but nulls can come of it. */
function isNull(node: Expression, types: ColumnTypes): boolean {
  if (node.kind === 'null') return true;
  if (node.kind !== 'call' || (node.name !== 'if' && node.name !== 'coalesce')) return false;
  return node.args.slice(node.name === 'if' ? 1 : 0).every((argument) => isNull(argument, types));
}

function cellsOf(node: Expression, columns: Columns): ColumnData {
  return columns.get((node as Extract<Expression, { kind: 'column' }>).name)!;
}

function typesOf(columns: Columns): ColumnTypes {
  return new Map([...columns].map(([name, data]) => [name, data.type]));
}
