import type { Predicate } from '../../../core/selection/index.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';

/** A selection in words. */
export function predicateText(where: Predicate): string {
  switch (where.op) {
    case 'all':
      return 'all rows';
    case 'none':
      return 'no rows';
    case 'range':
      return rangeText(where.column, where.low, where.high);
    case 'equal':
      return `${where.column} is ${where.value === null ? 'missing' : where.value}`;
    case 'lasso':
      return `inside a line drawn over ${where.x} and ${where.y}`;
    case 'circle':
      return `within ${formatNumber(where.r)} of (${formatNumber(where.cx)}, ${formatNumber(where.cy)})`;
    case 'sky':
      return `within ${formatNumber(where.radiusDeg)}° of RA ${formatNumber(where.raDeg)}, Dec ${formatNumber(where.decDeg)}`;
    case 'expression':
      return where.text;
    case 'rows':
      return `${formatCount(where.count)} rows`;
    case 'named':
      return `“${where.name}”`;
    case 'not':
      return `not (${predicateText(where.of)})`;
    case 'and':
    case 'or':
      return where.of
        .map((one) => (one.op === 'and' || one.op === 'or' ? `(${predicateText(one)})` : predicateText(one)))
        .join(` ${where.op} `);
  }
}

function rangeText(column: string, low: number | null, high: number | null): string {
  if (low === null && high === null) return `${column} is a number`;
  if (low === null) return `${column} up to ${formatNumber(high!)}`;
  if (high === null) return `${column} from ${formatNumber(low)}`;
  return `${column} from ${formatNumber(low)} to ${formatNumber(high)}`;
}
