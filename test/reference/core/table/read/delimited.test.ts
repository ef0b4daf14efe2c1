import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { delimitedTokens, sniffDelimited } from '../../../../../src/core/table/index.ts';
import { hasShared } from '../../../../support/shared.ts';
import { dataPath, facts } from '../../../../support/sharedFacts.ts';

interface TextFacts {
  readonly path: string;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly cols: readonly {
    readonly name: string;
    readonly missing: number;
    readonly text: number;
    readonly min?: number;
    readonly max?: number;
    readonly mean?: number;
  }[];
}

const texts = (facts.files as readonly Partial<TextFacts>[]).filter(
  (file): file is TextFacts => /\.[ct]sv$/.test(file.path ?? '') && file.cols !== undefined,
);

describe.skipIf(!hasShared)('delimited text against what is known of it', () => {
  it.each(texts)('$path', ({ path, rows, columns, cols }) => {
    const bytes = readFileSync(dataPath(path));
    const dialect = sniffDelimited(bytes.subarray(0, 2 ** 20), bytes.length);
    expect(dialect.columns.map(({ name }) => name)).toEqual(columns);
    const table: string[][] = [];
    const tokens = delimitedTokens({ ...dialect, skipLines: dialect.skipLines + 1 }, (cells) =>
      table.push(cells),
    );
    tokens.write(bytes.toString('utf8'));
    tokens.end();
    expect(table).toHaveLength(rows);
    const nulls = new Set(dialect.nullWords);
    cols.forEach((fact, i) => {
      const cells = table.map((row) => row[i]!.trim()).filter((cell) => !nulls.has(cell));
      expect(rows - cells.length, fact.name).toBe(fact.missing);
      expect(dialect.columns[i]!.type === 'text', fact.name).toBe(fact.text > 0);
      if (fact.min === undefined) return;
      const numbers = cells.map(Number);
      expect(Math.min(...numbers)).toBe(fact.min);
      expect(Math.max(...numbers)).toBe(fact.max);
      const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
      expect(mean).toBeCloseTo(fact.mean!, 9);
    });
  });
});
