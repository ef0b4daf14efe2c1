import { expressionColumns, parseExpression } from '../expression/index.ts';

/** How an axis was drawn: the sides of a lasso are straight on it. */
export type Scale = 'linear' | 'log';

/** Rows of a table by what is true of them. Columns are named; numbers are in the columns' units. */
export type Predicate =
  | { readonly op: 'all' }
  | { readonly op: 'none' }
  /** low <= value <= high; null: no limit on that side. */
  | {
      readonly op: 'range';
      readonly column: string;
      readonly low: number | null;
      readonly high: number | null;
    }
  /** null: the cell is missing. */
  | { readonly op: 'equal'; readonly column: string; readonly value: number | string | null }
  /** Inside the polygon, by the even-odd rule. */
  | {
      readonly op: 'lasso';
      readonly x: string;
      readonly y: string;
      readonly polygon: readonly (readonly [number, number])[];
      readonly xScale?: Scale | undefined;
      readonly yScale?: Scale | undefined;
    }
  | {
      readonly op: 'circle';
      readonly x: string;
      readonly y: string;
      readonly cx: number;
      readonly cy: number;
      readonly r: number;
    }
  /** Within an angle of a point of the sky; columns and numbers in degrees. */
  | {
      readonly op: 'sky';
      readonly ra: string;
      readonly dec: string;
      readonly raDeg: number;
      readonly decDeg: number;
      readonly radiusDeg: number;
    }
  /** A filter in the language of core/expression. */
  | { readonly op: 'expression'; readonly text: string }
  /** Rows picked one by one: a bitset (encodeBitset) over `total` rows with `count` of them in it. */
  | { readonly op: 'rows'; readonly rows: string; readonly count: number; readonly total: number }
  | { readonly op: 'and' | 'or'; readonly of: readonly Predicate[] }
  | { readonly op: 'not'; readonly of: Predicate }
  /** Another selection of the document. */
  | { readonly op: 'named'; readonly name: string };

/** Deepest nesting, most parts and most vertices of a polygon that a predicate may have. */
export const MAX_DEPTH = 40;
export const MAX_PARTS = 1000;
export const MAX_VERTICES = 5000;

/** The columns a predicate looks at, each once; those of named selections too, where they can be looked up.
 *
 * Errors: bad-expression when a filter does not parse. */
export function predicateColumns(
  predicate: Predicate,
  named?: (name: string) => Predicate | undefined,
): string[] {
  const columns = new Set<string>();
  const seen = new Set<string>();
  const visit = (part: Predicate): void => {
    switch (part.op) {
      case 'range':
      case 'equal':
        columns.add(part.column);
        break;
      case 'lasso':
      case 'circle':
        columns.add(part.x).add(part.y);
        break;
      case 'sky':
        columns.add(part.ra).add(part.dec);
        break;
      case 'expression':
        for (const name of expressionColumns(parseExpression(part.text))) columns.add(name);
        break;
      case 'and':
      case 'or':
        part.of.forEach(visit);
        break;
      case 'not':
        visit(part.of);
        break;
      case 'named': {
        const other = seen.has(part.name) ? undefined : named?.(part.name);
        seen.add(part.name);
        if (other) visit(other);
        break;
      }
      case 'all':
      case 'none':
      case 'rows':
        break;
    }
  };
  visit(predicate);
  return [...columns];
}
