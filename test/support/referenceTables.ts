import type { ReferenceCase } from './referenceGroup.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';
import { expect } from 'vitest';

export type Points = readonly (readonly number[])[];

export const columnNames = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`);

/** Points, and a column to explain, as CSV with every digit. */
export function csvOf(folder: TemporaryFolder, name: string, points: Points, y?: readonly number[]): string {
  const names = [...columnNames(points[0]!.length), ...(y ? ['y'] : [])];
  const rows = points.map((point, i) => [...point, ...(y ? [y[i]!] : [])].join(','));
  return folder.write(`${name}.csv`, `${names.join(',')}\n${rows.join('\n')}\n`);
}

/** The case itself, or the one whose data it has. */
export function dataOf(one: ReferenceCase, cases: readonly ReferenceCase[]): ReferenceCase {
  return one['data_of'] === undefined ? one : cases.find(({ name }) => name === one['data_of'])!;
}

/** Within a tolerance relative to the largest of what is expected. */
export function expectNear(
  got: number | readonly number[],
  expected: number | readonly number[],
  rtol: number,
): void {
  const [a, b] = [[got].flat(), [expected].flat()];
  expect(a).toHaveLength(b.length);
  const most = Math.max(...b.map(Math.abs));
  a.forEach((value, i) => expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(rtol * most));
}
